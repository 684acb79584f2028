// Which of our languages a reader gets. Pure, so that the server, the browser and a test ask the same way.
export const locales = ['en', 'es'] as const
export type Locale = (typeof locales)[number]

/** What an area says, in each language. A value is a text, a function that makes one, or a group of them. */
type Entry = string | ((...values: never[]) => string) | { readonly [name: string]: Entry }
export type Words = Readonly<Record<Locale, { readonly [name: string]: Entry }>>

export const localeCookie = 'tertulia_locale'

const isLocale = (value: unknown): value is Locale => (locales as readonly unknown[]).includes(value)

/**
 * The reader's own choice (the cookie) goes first, then the first language of the browser that we speak, then English.
 * Weights as in RFC 9110, 12.5.4: absent is 1, 0 is "not this one"; equal ones keep their order.
 */
export const localeOf = (
  cookie: string | null | undefined,
  acceptLanguage: string | null | undefined,
): Locale => {
  if (isLocale(cookie)) return cookie
  const wanted = (acceptLanguage ?? '')
    .slice(0, 1000)
    .split(',')
    .map(part => {
      const [tag = '', ...params] = part.split(';').map(text => text.trim().toLowerCase())
      const weight = params.find(param => param.startsWith('q='))?.slice(2)
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0 && weight <= 1)
    .sort((a, b) => b.weight - a.weight)
  return wanted.map(({ language }) => language).find(isLocale) ?? 'en'
}
