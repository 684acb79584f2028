// /inbox and /inbox/<id>, with ?message= at one of its messages. The server brings what the first address names; from then on the pane follows the address by
// itself.
import { notFound } from 'next/navigation'
import { Pane } from '@/app/_chat/inbox/pane'
import { away, read, signedIn } from '@/app/_pages/viewer'
import { Handover } from '@/lib/client/chat-provider'
import { conversationOf } from '@/lib/server/snapshot'

type Props = { params: Promise<{ id?: string[] }>; searchParams: Promise<{ message?: unknown }> }

export default async function Page({ params, searchParams }: Props) {
  const { id: [id, ...more] = [] } = await params
  const { message } = await searchParams
  const search = typeof message === 'string' ? `?message=${encodeURIComponent(message)}` : ''
  const viewer = await signedIn(['/inbox', id, ...more].filter(Boolean).join('/') + search)
  if (viewer === away) return null
  if (more.length) notFound()
  if (!id) return <Pane />
  const conversation = await read(() => conversationOf(viewer.value, id, message))
  if (conversation === away) return null
  if (!conversation.value) notFound()
  return (
    <Handover snapshot={{ conversation: conversation.value }}>
      <Pane />
    </Handover>
  )
}
