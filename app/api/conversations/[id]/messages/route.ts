import { getMessages, sendMessage } from '@/lib/contract/message'
import { canSend, isMember } from '@/lib/server/access'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { page, send } from '@/lib/server/messages'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getMessages, isMember, page),
  POST: handle(sendMessage, canSend, send),
})
