// /reports: what there is to talk about, the newest first.
import type { Metadata } from 'next'
import { away, read, signedIn } from '@/app/_pages/viewer'
import { newest } from '@/lib/server/reports'
import { ReportList } from './_host/report-list'

export const metadata: Metadata = { title: 'Barrio Seguro' }

export default async function Page() {
  const viewer = await signedIn('/reports')
  if (viewer === away) return null
  const reports = await read(newest)
  return reports === away ? null : <ReportList reports={reports.value} />
}
