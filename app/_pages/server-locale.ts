// The language a page is rendered in. Reading it makes the page dynamic, as its nonce does anyway.
import 'server-only'
import { cookies, headers } from 'next/headers'
import { languageOf } from '@/lib/server/http/language.mjs'
import { localeCookie, localeOf } from '../_ui/locale-of'

export const serverLocale = async () =>
  localeOf((await cookies()).get(localeCookie)?.value, languageOf((await headers()).get('accept-language')))
