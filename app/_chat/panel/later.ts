'use client'
// What of a panel nobody needs until they ask for it.
import { later } from '../later'

const { part, useAhead } = later(() => import('./later-parts'))

export const Choices = part(parts => parts.Choices)
export const PanelSheet = part(parts => parts.PanelSheet)
export const PresenceLine = part(parts => parts.PresenceLine)
export const useLater = useAhead
