// Finds what somebody marked as code: between backticks within a line, or between fences of three or more over several.
// Nothing else of a message is interpreted.

export type Part = { kind: 'text' | 'code' | 'block'; text: string }

/** The parts of a message in their order, none of them empty. Backticks that mark nothing are text. */
export const partsOf = (text: string): Part[] => {
  const parts: Part[] = []
  const fences = [...text.matchAll(/`+/g)]
  let end = 0
  for (let at = 0; at < fences.length; at += 1) {
    const { 0: fence, index } = fences[at]!
    const closing = closingOf(text, fences, at)
    if (closing < 0) continue
    const from = index + fence.length
    const inside = text.slice(from, fences[closing]!.index)
    const kind = isBlock(fence) ? 'block' : 'code'
    const before = text.slice(end, index)
    if (before) parts.push({ kind: 'text', text: before })
    parts.push({ kind, text: kind === 'block' ? inside.replace(/^\n|\n$/g, '') : unpadded(inside) })
    end = fences[closing]!.index + fence.length
    at = closing
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) })
  return parts.flatMap((part, at) => besideBlocks(part, parts[at - 1], parts[at + 1]))
}

const isBlock = (fence: string) => fence.length > 2

/**
 * The index of the fence that ends what this one begins: as long as it is (CommonMark, 6.1), and in the same line unless
 * it is a block. Below 0: none, or nothing is between them. Within a line only fences of one and of two are looked for, so
 * it is never gone through more than twice in vain.
 */
const closingOf = (text: string, fences: RegExpMatchArray[], at: number): number => {
  const { 0: fence, index = 0 } = fences[at]!
  const from = index + fence.length
  const line = isBlock(fence) ? -1 : text.indexOf('\n', from)
  const last = line < 0 ? text.length : line
  for (let next = at + 1; next < fences.length && fences[next]!.index! < last; next += 1)
    if (fences[next]![0].length === fence.length)
      return text.slice(from, fences[next]!.index).trim() ? next : -1
  return -1
}

/** One space on either side sets off code that begins or ends with a backtick. */
const unpadded = (inside: string) =>
  inside.startsWith(' ') && inside.endsWith(' ') ? inside.slice(1, -1) : inside

/** A block begins and ends its lines by itself. */
const besideBlocks = (part: Part, before?: Part, after?: Part): Part[] => {
  if (part.kind !== 'text') return [part]
  let { text } = part
  if (before?.kind === 'block') text = text.replace(/^ *\n/, '')
  if (after?.kind === 'block') text = text.replace(/\n *$/, '')
  return text ? [{ kind: 'text', text }] : []
}
