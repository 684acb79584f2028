import { addMembers } from '@/lib/contract/joining'
import { getMembers } from '@/lib/contract/member'
import { canAdd, isMember } from '@/lib/server/access'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { add } from '@/lib/server/joining'
import { page } from '@/lib/server/members'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getMembers, isMember, page),
  POST: handle(addMembers, canAdd, add),
})
