// Where a menu opens. Pure: boxes in, a place out, all in pixels of the window.

type Box = { top: number; bottom: number; left: number; right: number }
type Size = { width: number; height: number }

const gap = 4
const edge = 8

/**
 * Below the button, its right edges in line when the button stands in the right half, its left edges otherwise; above it
 * when there is more room there; never out of the window.
 */
export const besides = (button: Box, menu: Size, window: Size): { top: number; left: number } => {
  const below = window.height - edge - (button.bottom + gap)
  const above = button.top - gap - edge
  const up = menu.height > below && above > below
  const rightward = (button.left + button.right) / 2 < window.width / 2
  return {
    top: within(up ? button.top - gap - menu.height : button.bottom + gap, menu.height, window.height),
    left: within(rightward ? button.left : button.right - menu.width, menu.width, window.width),
  }
}

const within = (wanted: number, size: number, all: number) =>
  Math.max(edge, Math.min(wanted, all - edge - size))
