import { openReportConversation } from '@/lib/contract/conversation'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { converse, exists } from '@/lib/server/reports'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: handle(openReportConversation, exists, converse),
})
