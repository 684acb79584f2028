// The front door: to the conversations, or to where one signs in first.
import { redirect } from 'next/navigation'
import { Away } from './_pages/away'
import { away, pageViewer } from './_pages/viewer'

export default async function Home() {
  const viewer = await pageViewer()
  if (viewer === away) return <Away />
  redirect(viewer.value ? '/inbox' : '/login')
}
