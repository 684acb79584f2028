// Finds what can be pressed in a message. Our own fifty lines instead of a library: linkifyjs 4.4 weighs 10 KB gzipped, makes
// links of ftp:, file: and "end.Next", and lets bidi overrides, "»" and user names that look like hosts into them.

/** Text as it was written, or a piece of it with the address that it names. Joined, the pieces are the text again. */
export type Piece = string | { text: string; href: string }

// An address goes on to a space, a control or bidi character (\p{C}), a quote, or what ends a sentence in other scripts.
const address = String.raw`(?:https?:\/\/|mailto:|www\.)[^\s\p{C}<>"“”„«»‹›|\\^${'`'}{}。，、；：！？（）【】「」『』]+`
const mail = String.raw`[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+`
// Neither begins within a word, which also keeps the search linear.
const candidates = new RegExp(String.raw`(?<![\p{L}\p{N}_])${address}|(?<![\w.+-])${mail}`, 'giu')

export const pieces = (text: string): Piece[] => {
  const found: Piece[] = []
  let end = 0
  for (const { 0: candidate, index } of text.matchAll(candidates)) {
    const shown = withoutTail(candidate)
    const href = hrefOf(shown)
    if (!href) continue
    if (index > end) found.push(text.slice(end, index))
    found.push({ text: shown, href })
    end = index + shown.length
  }
  if (end < text.length) found.push(text.slice(end))
  return found
}

/** Only http, https and mailto; no address that hides its host behind a user name. Null: not one we would follow. */
const hrefOf = (shown: string): string | null => {
  const isMail = /^(?:mailto:)?[^\s:/@]+@[^\s/@]+\.[^\s/@]+$/i.test(shown)
  const given = /^www\./i.test(shown)
    ? `https://${shown}`
    : /^[a-z]+:/i.test(shown)
      ? shown
      : `mailto:${shown}`
  const url = URL.canParse(given) ? new URL(given) : null
  if (url?.protocol === 'mailto:') return isMail ? url.href : null
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return null
  if (url.username || url.password) return null
  // "www." alone, or "www.and so on".
  if (/^www\./i.test(shown) && !/^www\.[^./?#]+\.[^./?#]/i.test(shown)) return null
  return url.href
}

const closers: Record<string, string> = { ')': '(', ']': '[' }

/** Without the punctuation of the sentence around it, and without brackets that were opened before it. */
const withoutTail = (candidate: string): string => {
  const count = new Map<string, number>()
  for (const sign of candidate) if ('()[]'.includes(sign)) count.set(sign, (count.get(sign) ?? 0) + 1)
  let end = candidate.length
  for (; end > 0; end -= 1) {
    const sign = candidate[end - 1]!
    const opener = closers[sign]
    if (opener) {
      const excess = (count.get(sign) ?? 0) - (count.get(opener) ?? 0)
      if (excess <= 0) break
      count.set(sign, count.get(sign)! - 1)
    } else if (!`.,;:!?…'’‘*~([·`.includes(sign)) break
    else if (count.has(sign)) count.set(sign, count.get(sign)! - 1)
  }
  return candidate.slice(0, end)
}
