import { getHealth } from '@/lib/contract/session'
import { health } from '@/lib/server/health'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getHealth, null, health),
})
