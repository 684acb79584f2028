// Where signing in leads: to the page that asked for it, and never to another site.

const home = '/inbox'
const here = 'http://here.invalid'

/** `asked` comes from the address, so from anybody. A path of ours that is a page, else the inbox. */
export const nextPath = (asked: unknown): string => {
  if (typeof asked !== 'string' || !asked.startsWith('/') || !URL.canParse(asked, here)) return home
  // A browser drops tabs from an address and takes "\" for "/"; "/..//host" comes to "//host". So what it makes of it counts.
  const { origin, pathname, search, hash } = new URL(asked, here)
  if (origin !== here || pathname.startsWith('//')) return home
  return /^\/(api|login)(\/|$)/.test(pathname) ? home : pathname + search + hash
}
