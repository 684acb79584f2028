// Whether somebody has moved up in a log, or the log has become lower under them.

/** How far it is scrolled, and how high all of it is. In pixels. */
export type Seen = { top: number; height: number }

/**
 * What becomes lower (rows that need fewer lines, where a phone is turned) takes the place up with it, by as much: that is
 * nobody's move.
 */
export const hasMovedUp = (before: Seen, now: Seen): boolean =>
  now.top < before.top - Math.max(0, before.height - now.height) - 1
