import { getUnreadCount } from '@/lib/contract/member'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { unread } from '@/lib/server/inbox'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getUnreadCount, null, unread),
})
