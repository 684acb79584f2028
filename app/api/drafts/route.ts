import { getDrafts } from '@/lib/contract/draft'
import { list } from '@/lib/server/drafts'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getDrafts, null, list),
})
