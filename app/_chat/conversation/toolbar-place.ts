// Where a message's toolbar stands. Pure: boxes in, a place in its row out, all in pixels.

type Box = { top: number; left: number; right: number; bottom: number }
type Size = { width: number; height: number }

const gap = 8

/** The bubble with what stands beside it, which the toolbar is not to cover. */
export const withBeside = (bubble: Box, other: Box | undefined): Box => {
  if (!other || other.top >= bubble.bottom || other.bottom <= bubble.top) return bubble
  const { top, bottom } = bubble
  return {
    top,
    bottom,
    left: Math.min(bubble.left, other.left),
    right: Math.max(bubble.right, other.right),
  }
}

/**
 * Outside the bubble on its inner side where the row has room for it; else over the bubble's upper edge, and where that is out
 * of the log's sight, within the bubble.
 */
export const beside = (bubble: Box, bar: Size, row: Box, log: Box): { top: number; left: number } => {
  const isRight = row.right - bubble.right < bubble.left - row.left
  const room = (isRight ? bubble.left - row.left : row.right - bubble.right) - gap
  const top = bubble.top - row.top
  if (room >= bar.width + gap)
    return { top, left: (isRight ? bubble.left - gap - bar.width : bubble.right + gap) - row.left }
  const over = bubble.top - bar.height + gap >= log.top ? top - bar.height + gap : top + gap / 2
  const left = isRight ? bubble.right - bar.width : bubble.left
  const most = row.right - row.left - bar.width - gap
  return { top: over, left: Math.max(gap, Math.min(left - row.left, most)) }
}
