import { setTyping } from '@/lib/contract/typing'
import { isMember } from '@/lib/server/access'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { set } from '@/lib/server/typing'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: handle(setTyping, isMember, set),
})
