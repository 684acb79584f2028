// What is said and heard beside the log, in one piece that a page need not bring.
import { createTelling, type Telling } from './telling'
import { createTypists, type Typists } from './typists'

export type Given = Parameters<typeof createTelling>[0] & Parameters<typeof createTypists>[0]
export type Live = Telling & Typists

export const createLiveCode = (given: Given): Live => ({ ...createTelling(given), ...createTypists(given) })
