// @ts-check
// A short-lived connection for the launcher itself, which is plain JavaScript and cannot use db/client.ts.
import postgres from 'postgres'

/** @param {string} url with the socket folder, if any, as `?host=`: postgres.js wants it apart */
export function connect(url) {
  const address = new URL(url)
  const folder = address.searchParams.get('host')
  address.searchParams.delete('host')
  const socket = folder ? { host: folder } : {}
  return postgres(address.href, { ...socket, max: 1, connect_timeout: 5, fetch_types: false, onnotice() {} })
}
