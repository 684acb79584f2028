'use client'
// The reader's language, for everything beneath. It changes without a reload, so nothing that was typed is lost.
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { type Locale, localeCookie } from './locale-of'

const LocaleContext = createContext<{ locale: Locale; setLocale: (locale: Locale) => void }>({
  locale: 'en',
  setLocale: () => {},
})

/** `locale` is what the server rendered in; a choice made here goes into a cookie, for the next page. */
export const LocaleProvider = ({ locale: first, children }: { locale: Locale; children: ReactNode }) => {
  const [locale, setState] = useState(first)
  const value = useMemo(
    () => ({
      locale,
      setLocale: (next: Locale) => {
        setState(next)
        remember(next)
      },
    }),
    [locale],
  )
  return <LocaleContext value={value}>{children}</LocaleContext>
}

export const useLocale = (): Locale => useContext(LocaleContext).locale
export const useSetLocale = () => useContext(LocaleContext).setLocale

/** What an area says, in the reader's language. */
export const useWords = <T,>(words: { readonly en: T; readonly es: T }): T => words[useLocale()]

const aYear = 365 * 24 * 3600

const remember = (locale: Locale) => {
  document.documentElement.lang = locale
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that we support.
  document.cookie = `${localeCookie}=${locale}; Path=/; Max-Age=${aYear}; SameSite=Lax${secure}`
}
