import { getMessage } from '@/lib/contract/message'
import { canSeeMessage } from '@/lib/server/access'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { show } from '@/lib/server/messages'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getMessage, canSeeMessage, show),
})
