// A host application as Tertulia meets it: pages of its own, with a panel on each object that people talk about.
import type { ReactNode } from 'react'
import { away, pageViewer } from '@/app/_pages/viewer'
import { HostFrame } from './_host/host-frame'

export default async function Layout({ children }: { children: ReactNode }) {
  const viewer = await pageViewer()
  if (viewer === away || !viewer.value) return children
  return <HostFrame>{children}</HostFrame>
}
