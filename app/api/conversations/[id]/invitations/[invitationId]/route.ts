import { deleteInvitation } from '@/lib/contract/invitation'
import { canInvite } from '@/lib/server/access'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { revoke } from '@/lib/server/invitations'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  DELETE: handle(deleteInvitation, canInvite, revoke),
})
