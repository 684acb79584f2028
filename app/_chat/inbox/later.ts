'use client'
// What of the inbox nobody needs until they ask for it. More of its kind belongs in the same part, since each part has its
// price.
import dynamic from 'next/dynamic'
import { untilThere } from '@/lib/client/until-there'
import { later } from '../later'

const load = () => import('./later-parts')
const { part, useAhead } = later(load)

export const AccountItems = part(parts => parts.AccountItems)
export const StillSignedIn = part(parts => parts.StillSignedIn)
export const Palette = part(parts => parts.Palette)
export const ShortcutSheet = part(parts => parts.ShortcutSheet)
export const AskedDialog = part(parts => parts.AskedDialog)
export const ListMenu = part(parts => parts.ListMenu)
export const ReadAll = part(parts => parts.ReadAll)
export const TabSign = part(parts => parts.TabSign)
export const BlockedPeople = part(parts => parts.BlockedPeople)
export const PersonItems = part(parts => parts.PersonItems)
export const StartDialog = part(parts => parts.StartDialog)
export const PrivacyDialog = part(parts => parts.PrivacyDialog)
export const PresenceDot = part(parts => parts.PresenceDot)
export const PresenceLine = part(parts => parts.PresenceLine)
export const useLater = useAhead

/** These the server draws: a row may end with what happened, and an address may lead nowhere. */
export const HappenedText = dynamic(() => untilThere(load).then(({ HappenedText }) => HappenedText))
export const Gone = dynamic(() => untilThere(load).then(({ Gone }) => Gone))
