// /moderation: what people have asked the moderators to look at. To everybody else there is no such page.
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ModerationPage } from '@/app/_chat/moderation/moderation-page'
import { away, read, signedIn } from '@/app/_pages/viewer'
import { firstConcerns } from '@/lib/server/moderation'

export const metadata: Metadata = { title: 'Moderation' }

export default async function Page() {
  const viewer = await signedIn('/moderation')
  if (viewer === away) return null
  if (!viewer.value.isModerator) notFound()
  const first = await read(() => firstConcerns(viewer.value))
  return first === away ? null : <ModerationPage first={first.value} />
}
