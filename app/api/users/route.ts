import { getUsers } from '@/lib/contract/user'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { find } from '@/lib/server/users'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getUsers, null, find),
})
