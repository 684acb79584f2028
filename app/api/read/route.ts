import { readAll as endpoint } from '@/lib/contract/member'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { readAll } from '@/lib/server/inbox'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: handle(endpoint, null, readAll),
})
