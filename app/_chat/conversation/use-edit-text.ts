'use client'
// The new words of a message while they are written. They begin with the old ones, and end when the message is deleted.
import { useEffect, useState } from 'react'
import { useMessage } from '@/lib/client/use-messages'

type EditText = { id: string; original: string; text: string; setText: (text: string) => void }

/** Null while nothing is edited. */
export const useEditText = (
  editing: string | null,
  onEdit: (messageId: string | null) => void,
): EditText | null => {
  const message = useMessage(editing ?? '')
  const [edit, setEdit] = useState<{ id: string; text: string } | null>(null)
  const isThere = message?.deleted_at === null
  const id = editing && isThere ? editing : null
  if (id !== (edit?.id ?? null)) setEdit(id ? { id, text: message!.content } : null)
  useEffect(() => {
    if (editing && !isThere) onEdit(null)
  }, [editing, isThere, onEdit])
  if (!edit || edit.id !== id) return null
  return { ...edit, original: message!.content, setText: text => setEdit({ ...edit, text }) }
}
