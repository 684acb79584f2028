import { getReactions } from '@/lib/contract/reaction'
import { canSeeReactions } from '@/lib/server/access'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { page } from '@/lib/server/reactions'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getReactions, canSeeReactions, page),
})
