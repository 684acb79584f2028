// What the viewer has set of a conversation for themself, until the log has told it.
import type { Membership } from '../../../contract/member'
import type { OwnAsk, OwnWants } from '../state'

/**
 * What stands of what was set: all that is not answered, and of the rest what the log has yet to tell. That tells one change of a setting after
 * the other, so none is taken for told before the one ahead of it is.
 */
export const standing = (membership: Membership | null, asked: readonly OwnAsk[]): readonly OwnAsk[] => {
  if (!membership) return []
  const untold = new Set<string>()
  return asked
    .map(ask => {
      const keys = Object.keys(ask.wants) as (keyof OwnWants)[]
      const told = keys.filter(
        key => ask.told.includes(key) || (!untold.has(key) && isSo(membership, key, ask.wants)),
      )
      for (const key of keys) if (!told.includes(key)) untold.add(key)
      return { ...ask, told, wants: ask.isAnswered ? without(ask.wants, told) : ask.wants }
    })
    .filter(({ wants }) => Object.keys(wants).length > 0)
}

/** Of a time at which something began it counts whether there is one; of one at which it ends, which. */
const isSo = (membership: Membership, key: keyof OwnWants, wants: OwnWants) =>
  key === 'muted_until'
    ? membership[key] === wants[key]
    : (membership[key] === null) === (wants[key] === null)

export const without = (wants: OwnWants, keys: readonly string[]): OwnWants =>
  Object.fromEntries(Object.entries(wants).filter(([key]) => !keys.includes(key)))
