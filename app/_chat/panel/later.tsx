'use client'
// What of a panel nobody needs until they ask for it: one part of the script, fetched once the panel lives.
import dynamic from 'next/dynamic'
import { useEffect } from 'react'
import { untilThere } from '../until-there'

const parts = () => untilThere(() => import('./later-parts'))

export const Choices = dynamic(() => parts().then(part => part.Choices), { ssr: false })
export const PanelSheet = dynamic(() => parts().then(part => part.PanelSheet), { ssr: false })

/** The panel does not wait for them, and who opens one does not either. */
export const useLater = () => useEffect(() => void parts(), [])
