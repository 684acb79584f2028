import { createAct } from '@/lib/contract/moderation'
import { canAct } from '@/lib/server/access'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { act } from '@/lib/server/moderation'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: handle(createAct, canAct, act),
})
