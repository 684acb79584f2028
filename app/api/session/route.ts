import { createSession, deleteSession } from '@/lib/contract/session'
import { handle } from '@/lib/server/http/handle'
import { route } from '@/lib/server/http/route'
import { signIn, signOut } from '@/lib/server/sessions'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: handle(createSession, null, signIn),
  DELETE: handle(deleteSession, null, signOut),
})
