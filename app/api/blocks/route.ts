import { getBlocks } from '@/lib/contract/block'
import { page } from '@/lib/server/blocks'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getBlocks, null, page),
})
