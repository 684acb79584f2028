// The language a page is rendered in. Reading it makes the page dynamic, as its nonce does anyway.
import 'server-only'
import { cookies, headers } from 'next/headers'
import { localeCookie, localeOf } from './locale-of'

export const serverLocale = async () =>
  localeOf((await cookies()).get(localeCookie)?.value, (await headers()).get('accept-language'))
