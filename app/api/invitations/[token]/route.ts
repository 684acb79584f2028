import { acceptInvitation, getInvitation } from '@/lib/contract/invitation'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { accept, leadsTo, show } from '@/lib/server/invitations'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getInvitation, leadsTo, show),
  POST: handle(acceptInvitation, leadsTo, accept),
})
