import { markDelivered } from '@/lib/contract/member'
import { isMember } from '@/lib/server/access'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { delivered } from '@/lib/server/members'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: handle(markDelivered, isMember, delivered),
})
