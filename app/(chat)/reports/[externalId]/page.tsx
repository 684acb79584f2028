// /reports/<external id>: one object of the host's, with the chat beside it.
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { away, read, signedIn } from '@/app/_pages/viewer'
import { Handover } from '@/lib/client/chat-provider'
import { reportOf } from '@/lib/server/snapshot'
import { ReportPage } from '../_host/report-page'

type Props = { params: Promise<{ externalId: string }> }

export const metadata: Metadata = { title: 'Barrio Seguro' }

export default async function Page({ params }: Props) {
  const { externalId: spelled } = await params
  const externalId = decoded(spelled)
  const viewer = await signedIn(`/reports/${spelled}`)
  if (viewer === away) return null
  const report = await read(() => reportOf(viewer.value, externalId))
  if (report === away) return null
  if (!report.value) notFound()
  return (
    <Handover snapshot={report.value}>
      <ReportPage externalId={externalId} />
    </Handover>
  )
}

/** What cannot be decoded names nothing. */
const decoded = (text: string) => {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
