import { getPresence, setPresence } from '@/lib/contract/presence'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { set, show } from '@/lib/server/presence'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getPresence, null, show),
  POST: handle(setPresence, null, set),
})
