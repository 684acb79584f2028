import { deleteMessage, editMessage, getMessage } from '@/lib/contract/message'
import { canDelete, canEdit, canSeeMessage } from '@/lib/server/access'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { edit, remove, show } from '@/lib/server/messages'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: handle(getMessage, canSeeMessage, show),
  PATCH: handle(editMessage, canEdit, edit),
  DELETE: handle(deleteMessage, canDelete, remove),
})
