// The frame of every page: its language, its colours, its viewport.
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { serverLocale } from './_pages/server-locale'
import { LocaleProvider } from './_ui/locale'
import './globals.css'

export const metadata: Metadata = { title: 'Tertulia', applicationName: 'Tertulia' }

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f3f6f6' },
    { media: '(prefers-color-scheme: dark)', color: '#0e1517' },
  ],
  // Up to the edges of a phone, with the insets in CSS; the composer stays above the keyboard.
  viewportFit: 'cover',
  interactiveWidget: 'resizes-content',
}

export default async function Layout({ children }: { children: ReactNode }) {
  const locale = await serverLocale()
  return (
    <html lang={locale}>
      <body>
        <LocaleProvider locale={locale}>{children}</LocaleProvider>
      </body>
    </html>
  )
}
