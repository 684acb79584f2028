// One chat for all pages beneath: they share its cache and its stream, and going from one to another keeps both.
import type { ReactNode } from 'react'
import { Navigation } from '@/app/_chat/inbox/navigation'
import { Away } from '@/app/_pages/away'
import { away, pageViewer, read } from '@/app/_pages/viewer'
import { ChatProvider } from '@/lib/client/chat-provider'
import { blocksOf, inboxOf, viewerOf } from '@/lib/server/snapshot'

export default async function Layout({ children }: { children: ReactNode }) {
  const found = await pageViewer()
  if (found === away) return <Away />
  const viewer = found.value
  // The page sends them to where they sign in: it knows where they wanted to go.
  if (!viewer) return children
  const snapshot = await read(async () => {
    const [user, blocks] = await Promise.all([viewerOf(viewer), blocksOf(viewer)])
    const inbox = [await inboxOf(viewer, { filter: 'all' })]
    return { viewer: user, isModerator: viewer.isModerator ?? false, blocks, inbox }
  })
  if (snapshot === away) return <Away />
  return (
    <ChatProvider snapshot={snapshot.value}>
      <Navigation>{children}</Navigation>
    </ChatProvider>
  )
}
