// The viewer leaves a field, or the window in which it is.

/** Returns the way to stop. */
export const onLeave = (listener: () => void): (() => void) => {
  // Where there is no page, there is no field.
  if (typeof window === 'undefined') return () => {}
  document.addEventListener('focusout', listener)
  window.addEventListener('blur', listener)
  return () => {
    document.removeEventListener('focusout', listener)
    window.removeEventListener('blur', listener)
  }
}
