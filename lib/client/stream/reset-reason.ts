// Why the server takes no cursor of ours: what a newer server says in words of its own counts as unknown.
import type { ResetReason } from '../../contract/events'
import { oneOf } from '../shape'

const known = oneOf<ResetReason>('unknown', 'pruned', 'foreign', 'server')

export const reasonOf = (said: unknown): ResetReason => (known(said) ? said : 'unknown')
