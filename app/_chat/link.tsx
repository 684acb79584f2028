'use client'
// Links inside the messenger. They are real ones; where a page provides a way to go there without loading a document anew,
// a plain click takes it.
import { type ComponentProps, createContext, type MouseEvent, use } from 'react'

export type Go = (path: string, how?: 'push' | 'replace') => void

export const GoContext = createContext<Go | null>(null)

/** Goes to a path of this site. */
export const useGo = (): Go => use(GoContext) ?? loadDocument

const loadDocument: Go = (path, how) =>
  how === 'replace' ? window.location.replace(path) : window.location.assign(path)

export const AppLink = ({ href, onClick, ...rest }: ComponentProps<'a'> & { href: string }) => {
  const go = use(GoContext)
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (!go || event.defaultPrevented || !isPlain(event) || !href.startsWith('/')) return
    event.preventDefault()
    go(href)
  }
  return <a {...rest} href={href} onClick={follow} />
}

/** Anything else is a wish of its own: a new tab, a download. */
const isPlain = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
