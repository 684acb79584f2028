import { patchMember, removeMember } from '@/lib/contract/member'
import { canRemove, canSetRole } from '@/lib/server/access'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { remove, setRole } from '@/lib/server/members'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PATCH: handle(patchMember, canSetRole, setRole),
  DELETE: handle(removeMember, canRemove, remove),
})
