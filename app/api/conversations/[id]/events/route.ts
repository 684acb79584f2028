import { getConversationEvents } from '@/lib/contract/events'
import { isMember } from '@/lib/server/access'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { conversationEvents } from '@/lib/server/stream/serve'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getConversationEvents, isMember, conversationEvents),
})
