'use client'
// What nobody needs until they ask for it: one part of the script, fetched once the page lives. More of its kind belongs in
// the same part, since each part has its price.
import dynamic from 'next/dynamic'
import { useEffect } from 'react'
import { untilThere } from '../until-there'

const parts = () => untilThere(() => import('./later-parts'))

export const AccountItems = dynamic(() => parts().then(part => part.AccountItems), { ssr: false })
export const StillSignedIn = dynamic(() => parts().then(part => part.StillSignedIn), { ssr: false })
export const Palette = dynamic(() => parts().then(part => part.Palette), { ssr: false })
export const ShortcutSheet = dynamic(() => parts().then(part => part.ShortcutSheet), { ssr: false })
export const AskedDialog = dynamic(() => parts().then(part => part.AskedDialog), { ssr: false })
export const StartDialog = dynamic(() => parts().then(part => part.StartDialog), { ssr: false })

/** A row may end with what happened, and the server draws it. */
export const HappenedText = dynamic(() => parts().then(part => part.HappenedText))

/** The page does not wait for them, and who opens one does not either. */
export const useLater = () => useEffect(() => void parts(), [])
