import type { Member, Role } from '@/lib/contract/member'

/** What somebody wants to do with a conversation, of which a dialog asks the rest. */
export type Asked =
  | { what: 'add' | 'invite' | 'leave' | 'settings' | 'unread' }
  | { what: 'block' | 'flag'; userId: string }
  | { what: 'remove'; member: Member }
  | { what: 'role'; member: Member; role: Role }
