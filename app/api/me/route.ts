import { getMe, patchMe } from '@/lib/contract/user'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { me, patch } from '@/lib/server/users'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getMe, null, me),
  PATCH: handle(patchMe, null, patch),
})
