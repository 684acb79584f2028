import { addReaction, removeReaction } from '@/lib/contract/reaction'
import { canReact } from '@/lib/server/access'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { add, remove } from '@/lib/server/reactions'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PUT: handle(addReaction, canReact, add),
  DELETE: handle(removeReaction, canReact, remove),
})
