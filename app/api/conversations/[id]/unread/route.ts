import { explainUnread } from '@/lib/contract/conversation'
import { isMember } from '@/lib/server/access'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { explain } from '@/lib/server/members'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(explainUnread, isMember, explain),
})
