import { getDirectory } from '@/lib/contract/directory'
import { page } from '@/lib/server/directory'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getDirectory, null, page),
})
