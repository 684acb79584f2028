'use client'
// Which conversation the server has said of that there is nothing to see: the one that the page was asked for with. Kept by
// the frame, since Next makes the page anew with each change of address after that.
import { createContext, type ReactNode, type RefObject, use, useRef } from 'react'
import { useOpenId } from './navigation'

const GoneContext = createContext<RefObject<string | null>>({ current: null })

export const GoneIdProvider = ({ children }: { children: ReactNode }) => (
  <GoneContext value={useRef<string | null>(null)}>{children}</GoneContext>
)

/** For the page that says so. */
export const useGoneId = (): string | null => {
  const gone = use(GoneContext)
  const id = useOpenId()
  gone.current ??= id
  return gone.current
}
