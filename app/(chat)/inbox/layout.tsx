// The list of conversations stays while the one beside it changes.
import type { ReactNode } from 'react'
import { InboxShell } from '@/app/_chat/inbox/inbox-shell'
import { away, pageViewer } from '@/app/_pages/viewer'

export default async function Layout({ children }: { children: ReactNode }) {
  const viewer = await pageViewer()
  // Nobody: then there is no chat either, and the page sends them to where they sign in.
  if (viewer === away || !viewer.value) return children
  return <InboxShell>{children}</InboxShell>
}
