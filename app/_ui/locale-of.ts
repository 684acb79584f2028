// Which of our languages a reader gets. Pure, so that the server, the browser and a test ask the same way.
export const locales = ['en', 'es'] as const
export type Locale = (typeof locales)[number]

/** What an area says, in each language. A value is a text, a function that makes one, or a group of them. */
type Entry = string | ((...values: never[]) => string) | { readonly [name: string]: Entry }
export type Words = Readonly<Record<Locale, { readonly [name: string]: Entry }>>

export const localeCookie = 'tertulia_locale'

const isLocale = (value: unknown): value is Locale => (locales as readonly unknown[]).includes(value)

/** The reader's own choice (the cookie) goes first, then what their browser asks for. */
export const localeOf = (cookie: string | null | undefined, asked: Locale): Locale =>
  isLocale(cookie) ? cookie : asked
