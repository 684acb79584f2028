import { putDraft } from '@/lib/contract/draft'
import { isMember } from '@/lib/server/access'
import { put } from '@/lib/server/drafts'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PUT: handle(putDraft, isMember, put),
})
