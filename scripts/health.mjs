// @ts-check
// Is it really up? Asks from outside, as everybody will.
import { get } from 'node:http'

const LIMIT_MS = 30_000

/** @param {string} url of the server @returns {Promise<boolean>} */
export async function becomesHealthy(url) {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await new Promise(done => setTimeout(done, 25))) {
    if ((await statusOf(`${url}/api/health`)) === 200) return true
  }
  return false
}

/** @param {string} url @returns {Promise<number>} 0 without an answer */
function statusOf(url) {
  return new Promise(resolve => {
    const request = get(url, { agent: false, timeout: LIMIT_MS }, response => {
      response.resume()
      response.once('close', () => resolve(response.statusCode ?? 0))
    })
    request.once('timeout', () => request.destroy())
    request.once('error', () => resolve(0))
  })
}
