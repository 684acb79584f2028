// The part of the script that later.tsx fetches.
export { Sheet as PanelSheet } from '../../_ui/sheet'
export { PresenceLine } from '../presence/presence-line'
export { AboutList } from './about-list'
export { Back } from './back'
export { PanelCard } from './panel-card'
