'use client'
// How anything in the inbox opens what the shortcuts open: the palette, or the sheet that names them.
import { createContext, use } from 'react'

export type Opens = 'palette' | 'sheet' | 'blocked'

export const OpenContext = createContext<(what: Opens) => void>(() => {})

export const useShortcuts = () => use(OpenContext)
