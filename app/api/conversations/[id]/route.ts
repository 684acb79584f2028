import { getConversation, patchConversation } from '@/lib/contract/conversation'
import { canAdminister, canSee } from '@/lib/server/access'
import { patch, show } from '@/lib/server/conversations'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getConversation, canSee, show),
  PATCH: handle(patchConversation, canAdminister, patch),
})
