import { deleteReport, getReport, putReport } from '@/lib/contract/report'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { exists, put, remove, show } from '@/lib/server/reports'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getReport, exists, show),
  PUT: handle(putReport, null, put),
  DELETE: handle(deleteReport, null, remove),
})
