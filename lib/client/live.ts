// What follows the log, and what concerns the present moment alone, has code of its own: a page is drawn and written in
// without it. Nobody asks for it: it is fetched as soon as a chat is made, and has one life with it. What comes because somebody asks is a
// part (part.ts), of which there are many, most never made.
import { untilThere } from './until-there'

export type LiveCode = typeof import('./live-code')

export const liveCode = (): Promise<LiveCode> => untilThere(() => import('./live-code'))
