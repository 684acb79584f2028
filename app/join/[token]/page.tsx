// The page behind a link into a group. Whoever has not signed in does so first and comes back; who is in it already goes there.
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { away, read, signedIn } from '@/app/_pages/viewer'
import { foundBehind } from '@/lib/server/invitations'
import { Away } from '../../_pages/away'
import { serverLocale } from '../../_pages/server-locale'
import { JoinCard } from '../join-card'
import { words } from '../words'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: `${words[await serverLocale()].title} · Tertulia`,
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
})

export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const viewer = await signedIn(`/join/${token}`)
  if (viewer === away) return <Away />
  const found = await read(() => foundBehind(viewer.value, token))
  if (found === away) return <Away />
  const { value } = found
  if (typeof value === 'object' && value.conversation_id) redirect(`/inbox/${value.conversation_id}`)
  return <JoinCard found={value} token={token} viewerId={viewer.value.id} />
}
