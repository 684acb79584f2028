import { getStream } from '@/lib/contract/events'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { stream } from '@/lib/server/stream/serve'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getStream, null, stream),
})
