import { getConcerns } from '@/lib/contract/moderation'
import { isModerator } from '@/lib/server/access'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { page } from '@/lib/server/moderation'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getConcerns, isModerator, page),
})
