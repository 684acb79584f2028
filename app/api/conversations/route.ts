import { createConversation, getConversations } from '@/lib/contract/conversation'
import { create } from '@/lib/server/conversations'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { page } from '@/lib/server/inbox'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getConversations, null, page),
  POST: handle(createConversation, null, create),
})
