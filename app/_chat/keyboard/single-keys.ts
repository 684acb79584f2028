// Whether shortcuts of a single key are on. Whoever dictates would press them by speaking (WCAG 2.1.4).

const name = 'tertulia:single-keys'

/** On unless turned off in this browser. */
export const singleKeysOn = (): boolean => {
  try {
    return localStorage.getItem(name) !== 'off'
  } catch {
    return true
  }
}

export const setSingleKeys = (on: boolean) => {
  try {
    if (on) localStorage.removeItem(name)
    else localStorage.setItem(name, 'off')
  } catch {
    // Forbidden: the next page asks again.
  }
}
