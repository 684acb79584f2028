// The emojis that the viewer used last, in this browser. They go with the drafts when somebody signs out.

const most = 16

/** Newest first; none where the browser keeps nothing. */
export const recentIn = (viewerId: string): readonly string[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(viewerId)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(one => typeof one === 'string').slice(0, most) : []
  } catch {
    return []
  }
}

export const remember = (viewerId: string, emoji: string) => {
  try {
    localStorage.setItem(keyOf(viewerId), JSON.stringify(withNewest(recentIn(viewerId), emoji)))
  } catch {
    // Full or forbidden: it is not remembered.
  }
}

/** Each once, the one just used ahead of all. */
export const withNewest = (recent: readonly string[], emoji: string) =>
  [emoji, ...recent.filter(one => one !== emoji)].slice(0, most)

const keyOf = (viewerId: string) => `tertulia:emoji:${viewerId}`
