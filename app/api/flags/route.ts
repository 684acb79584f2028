import { createFlag } from '@/lib/contract/flag'
import { create } from '@/lib/server/flags'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: handle(createFlag, null, create),
})
