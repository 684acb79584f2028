import { patchMembership } from '@/lib/contract/member'
import { isMember } from '@/lib/server/access'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { patch } from '@/lib/server/members'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PATCH: handle(patchMembership, isMember, patch),
})
