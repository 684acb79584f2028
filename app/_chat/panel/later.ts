'use client'
// What of a panel nobody needs until they ask for it, and what stands in it beside the conversation.
import dynamic from 'next/dynamic'
import { untilThere } from '@/lib/client/until-there'
import { later } from '../later'

const load = () => untilThere(() => import('./later-parts'))
const { part, useAhead } = later(load)

export const PanelSheet = part(parts => parts.PanelSheet)
export const Back = part(parts => parts.Back)
export const PresenceLine = part(parts => parts.PresenceLine)
export const useLater = useAhead

/** These the server draws. */
export const AboutList = dynamic(() => load().then(({ AboutList }) => AboutList))
export const PanelCard = dynamic(() => load().then(({ PanelCard }) => PanelCard))
