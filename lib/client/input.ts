// Whether somebody is at this page: they touch it, or come back to it.

const kinds = ['pointerdown', 'pointermove', 'wheel', 'keydown', 'touchstart'] as const

/** Returns the way to stop. */
export const onInput = (listener: () => void): (() => void) => {
  // Where there is no page, nobody is at it.
  if (typeof window === 'undefined') return () => {}
  const seen = () => {
    if (document.visibilityState === 'visible') listener()
  }
  for (const kind of kinds) window.addEventListener(kind, listener, { passive: true, capture: true })
  document.addEventListener('visibilitychange', seen)
  return () => {
    for (const kind of kinds) window.removeEventListener(kind, listener, { capture: true })
    document.removeEventListener('visibilitychange', seen)
  }
}
