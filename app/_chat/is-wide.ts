// As wide_above() of the database has it: of so many people no one is told what each of the others does.
import type { Conversation } from '@/lib/contract/conversation'

export const isWide = ({ member_count }: Conversation) => member_count > 50
