// The part of the script that later.tsx fetches.

export { AskedDialog } from '../details/asked-dialog'
export { HappenedText } from '../happened-text'
export { Palette } from '../keyboard/palette'
export { ShortcutSheet } from '../keyboard/shortcut-sheet'
export { StartDialog } from '../people/start-dialog'
export { PresenceDot } from '../presence/presence-dot'
export { PresenceLine } from '../presence/presence-line'
export { AccountItems, StillSignedIn } from './account-items'
export { ListMenu } from './list-menu'
export { ReadAll } from './read-all'
export { TabSign } from './tab-sign'
