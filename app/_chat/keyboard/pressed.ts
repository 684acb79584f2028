// Which shortcut a key means. Pure, but for what the event says of itself.

export type Shortcut = 'jump' | 'help' | 'previous' | 'next' | 'escape'

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>

/** `inText`: where letters are written. `isMac`: there Ctrl+K belongs to the text field, and Cmd takes its part. */
export const shortcutOf = (
  { key, ctrlKey, metaKey, altKey, shiftKey, isComposing }: Press,
  { inText, singleKeys, isMac }: { inText: boolean; singleKeys: boolean; isMac: boolean },
): Shortcut | null => {
  if (isComposing) return null
  const isMain = (isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey) && !altKey
  if (isMain && !shiftKey && key.toLowerCase() === 'k') return 'jump'
  if (ctrlKey || metaKey) return null
  if (altKey && !shiftKey && key === 'ArrowUp') return 'previous'
  if (altKey && !shiftKey && key === 'ArrowDown') return 'next'
  if (altKey) return null
  if (key === 'Escape' && !shiftKey) return 'escape'
  // With Shift on most keyboards, and without on some.
  return key === '?' && singleKeys && !inText ? 'help' : null
}
