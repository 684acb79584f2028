// The frame of every page. Reading the nonce makes pages dynamic, which a nonce anew for each answer needs.
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import './globals.css'

export const metadata = { title: 'Tertulia' }

export default async function Layout({ children }: { children: ReactNode }) {
  await headers()
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
