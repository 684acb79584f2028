import { createInvitation, getInvitations } from '@/lib/contract/invitation'
import { canInvite } from '@/lib/server/access'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { create, list } from '@/lib/server/invitations'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getInvitations, canInvite, list),
  POST: handle(createInvitation, canInvite, create),
})
