// The part of the script that later.tsx fetches.
export { StartDialog } from '../people/start-dialog'
export { AccountItems, StillSignedIn } from './account-items'
