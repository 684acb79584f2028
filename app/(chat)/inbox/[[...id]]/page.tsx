// /inbox and /inbox/<id>. The server brings what the first address names; from then on the pane follows the address by
// itself.
import { notFound } from 'next/navigation'
import { Pane } from '@/app/_chat/inbox/pane'
import { away, read, signedIn } from '@/app/_pages/viewer'
import { Handover } from '@/lib/client/chat-provider'
import { conversationOf } from '@/lib/server/snapshot'

export default async function Page({ params }: { params: Promise<{ id?: string[] }> }) {
  const { id: [id, ...more] = [] } = await params
  const viewer = await signedIn(['/inbox', id, ...more].filter(Boolean).join('/'))
  if (viewer === away) return null
  if (more.length) notFound()
  if (!id) return <Pane />
  const conversation = await read(() => conversationOf(viewer.value, id))
  if (conversation === away) return null
  if (!conversation.value) notFound()
  return (
    <Handover snapshot={{ conversation: conversation.value }}>
      <Pane />
    </Handover>
  )
}
