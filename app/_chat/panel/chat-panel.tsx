'use client'
// The chat beside an object of the host's: docked where there is room, else a bar at the foot of the page that opens a sheet.
// Everything it needs is a ChatProvider somewhere above.
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../_ui/locale'
import { words } from '../words-panel'
import styles from './chat-panel.module.css'
import { PanelSheet, useLater } from './later'
import { PanelBody } from './panel-body'
import { Peek } from './peek'
import { useDocks } from './use-docks'

type Props = {
  /** What the host calls the object. */
  externalId: string
  /** Where a conversation stands in the inbox; leave it out where there is none to go to. */
  inboxHref?: (conversationId: string) => string
  /** Always there, as large as what it stands in: for a second one on a page. */
  inline?: boolean
}

export const ChatPanel = ({ externalId, inboxHref, inline = false }: Props) => {
  const { chat, closeChat } = useWords(words)
  const docks = useDocks()
  useLater()
  const [docked, setDocked] = useState(true)
  const [sheet, setSheet] = useState(false)
  const peek = useRef<HTMLButtonElement>(null)
  const dock = useRef<HTMLDivElement>(null)
  const isMeant = useRef(false)

  // Who closed it goes on from where it opens again, and who opened it from where it closes.
  useEffect(() => {
    if (isMeant.current)
      (docked ? dock.current?.querySelector<HTMLElement>('header > :last-child') : peek.current)?.focus()
    isMeant.current = false
  }, [docked])

  if (inline)
    return (
      <aside className={styles.inline} aria-label={chat}>
        <PanelBody externalId={externalId} inboxHref={inboxHref} />
      </aside>
    )
  const dockIt = (isDocked: boolean) => {
    isMeant.current = true
    setDocked(isDocked)
  }
  const close = () => dockIt(false)
  return (
    <aside
      className={styles.panel}
      data-docked={docked}
      aria-label={chat}
      onKeyDown={event => {
        if (event.key === 'Escape' && !event.defaultPrevented && docks && docked) close()
      }}
    >
      {docked && docks !== false && (
        <div ref={dock} className={styles.dock}>
          <PanelBody externalId={externalId} inboxHref={inboxHref} onClose={close} closeLabel={closeChat} />
        </div>
      )}
      {!(docked && docks === true) && (
        <div className={styles.foot}>
          <Peek ref={peek} externalId={externalId} onOpen={() => (docks ? dockIt(true) : setSheet(true))} />
        </div>
      )}
      {sheet && docks === false && (
        <PanelSheet label={chat} onClose={() => setSheet(false)}>
          <span className={styles.grip} aria-hidden="true" />
          <PanelBody
            externalId={externalId}
            inboxHref={inboxHref}
            onClose={() => setSheet(false)}
            closeLabel={closeChat}
          />
        </PanelSheet>
      )}
    </aside>
  )
}
