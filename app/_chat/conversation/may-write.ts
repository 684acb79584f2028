'use client'
// Whether the viewer may say anything in the conversation that is shown, and so answer, edit or react: not to somebody whom
// they block. That they are blocked themselves nobody tells them.
import { createContext, use } from 'react'

export const MayWrite = createContext(true)

export const useMayWrite = () => use(MayWrite)
