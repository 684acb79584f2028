'use client'
// What can be done with the message under the pointer, the focus or the finger. One for the whole log: it listens to the log and
// stands in the row of that message. It comes after the page, with what it does.
import { Ellipsis } from 'lucide-react'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useChat } from '@/lib/client/use-chat'
import { useMessage } from '@/lib/client/use-messages'
import type { Conversation } from '@/lib/contract/conversation'
import type { Message } from '@/lib/contract/message'
import { IconButton } from '../../_ui/icon-button'
import { useWords } from '../../_ui/locale'
import { Menu, MenuItem } from '../../_ui/menu'
import { isTouched } from '../is-touched'
import { QuickReactions } from '../reactions/quick-reactions'
import { ReactorsDialog } from '../reactions/reactors-dialog'
import { ReceiptsDialog } from '../receipts/receipts-dialog'
import { FlagDialog } from '../safety/flag-dialog'
import { words } from '../words-actions'
import { words as safetyWords } from '../words-safety'
import { type At, actions } from './action-table'
import { useMayWrite } from './may-write'
import { type ReactTo, useMenuReactions } from './menu-reactions'
import styles from './message-actions.module.css'
import { beside, withBeside } from './toolbar-place'
import { type Target, useTarget } from './use-target'

export { createEdits } from '@/lib/client/edits'
export { createLookUps } from '@/lib/client/look-ups'
export { BlockedBar } from '../safety/blocked-bar'
export { Folded } from '../safety/folded'
export { Announcer } from './announcer'
export { DraftElsewhere } from './draft-elsewhere'
export { FailedNote } from './failed-note'
export { Jumps } from './jumps'
export { VersionNote } from './version-note'

type Props = {
  scroller: RefObject<HTMLElement | null>
  conversation: Conversation
  compose: At['compose']
  href?: string
}

export const MessageActions = ({ scroller, ...rest }: Props) => {
  const [reported, setReported] = useState<Message | null>(null)
  const [received, setReceived] = useState<Message | null>(null)
  const [reacted, setReacted] = useState<{ id: string; emoji?: string } | null>(null)
  const { target, isOpening, opened, leave } = useTarget(scroller, setReacted)
  const { react, reactWithAny, shown } = useMenuReactions()
  return (
    <>
      {target &&
        createPortal(
          <Toolbar
            key={target.id}
            target={target}
            isOpening={isOpening}
            onOpened={opened}
            onDone={leave}
            report={setReported}
            receipts={setReceived}
            reactors={setReacted}
            react={react}
            reactWithAny={reactWithAny}
            {...rest}
          />,
          target.row,
        )}
      {reported && (
        <FlagDialog
          thing={{ message_id: reported.id }}
          userId={reported.sender_id}
          onClose={() => setReported(null)}
        />
      )}
      {received && (
        <ReceiptsDialog
          message={received}
          conversation={rest.conversation}
          onClose={() => setReceived(null)}
        />
      )}
      {shown}
      {reacted && (
        <ReactorsDialog messageId={reacted.id} first={reacted.emoji} onClose={() => setReacted(null)} />
      )}
    </>
  )
}

type ToolbarProps = Omit<Props, 'scroller'> & {
  report: At['report']
  receipts: At['receipts']
  reactors: At['reactors']
  react: ReactTo
  reactWithAny: (to: Target) => void
  target: Target
  /** The menu is to open by itself: by a long press, or a key. */
  isOpening: boolean
  onOpened: () => void
  onDone: () => void
}

const Toolbar = ({
  target,
  conversation,
  compose,
  href,
  report,
  receipts,
  reactors,
  react,
  reactWithAny,
  isOpening,
  onOpened,
  onDone,
}: ToolbarProps) => {
  const chat = useChat()
  const message = useMessage(target.id)
  const mayWrite = useMayWrite()
  const { report: reportWord } = useWords(safetyWords)
  const says = { ...useWords(words), report: reportWord }
  const ref = useRef<HTMLDivElement>(null)
  const more = useRef<HTMLButtonElement>(null)

  // What stands beside the message comes and goes with its reactions.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the message has become another.
  useLayoutEffect(() => {
    const { current } = ref
    if (!current) return
    const { top, left } = beside(
      withBeside(
        target.bubble.getBoundingClientRect(),
        target.row.querySelector('[data-reacts][aria-haspopup]')?.getBoundingClientRect(),
      ),
      { width: current.offsetWidth, height: current.offsetHeight },
      target.row.getBoundingClientRect(),
      target.row.closest('[role=log]')!.getBoundingClientRect(),
    )
    current.style.top = `${top}px`
    current.style.left = `${left}px`
  }, [target, message])
  // Tab comes by the reactions of the newest message alone; here also by those of this one.
  useLayoutEffect(() => {
    const add = target.row.querySelector<HTMLElement>('[data-reacts][aria-haspopup]')
    if (!add || add.tabIndex === 0) return
    add.tabIndex = 0
    return () => {
      add.tabIndex = -1
    }
  }, [target])
  useLayoutEffect(() => {
    if (!isOpening) return
    more.current?.click()
    onOpened()
  }, [isOpening, onOpened])

  if (!message || message.deleted_at) return null
  const isOwn = message.sender_id === chat.viewer.id
  const isGroup = conversation.type === 'group'
  const role = isGroup ? conversation.membership?.role : undefined
  const administers = role === 'owner' || role === 'admin'
  const may = { isOwn, administers, isGroup, mayWrite }
  const at: At = { message, ...may, chat, compose, href, report, receipts, reactors }
  const possible = actions.filter(({ may }) => may(at))
  const act = (action: () => void) => {
    // Its button goes with it. What the action moves the focus to, it moves it to afterwards.
    target.bubble.focus({ preventScroll: true })
    onDone()
    action()
  }
  return (
    <div ref={ref} className={styles.toolbar} role="toolbar" aria-label={says.actions}>
      {possible
        .filter(({ isQuick }) => isQuick)
        .map(action => (
          <IconButton key={action.name} label={says[action.name]} onClick={() => act(() => action.act(at))}>
            <action.icon aria-hidden="true" />
          </IconButton>
        ))}
      <Menu
        stays
        button={({ ref: button, ...props }) => (
          <IconButton
            label={says.moreActions}
            {...props}
            ref={element => {
              button.current = element
              more.current = element
            }}
          >
            <Ellipsis aria-hidden="true" />
          </IconButton>
        )}
      >
        {isTouched() && mayWrite && (
          <QuickReactions
            reacted={message.reacted}
            onReact={(emoji, isReacted) => act(() => react(target, emoji, isReacted))}
            onMore={() => act(() => reactWithAny(target))}
          />
        )}
        {possible.map(action => (
          <MenuItem
            key={action.name}
            icon={<action.icon aria-hidden="true" />}
            danger={action.isDanger}
            onSelect={() => act(() => action.act(at))}
          >
            {says[action.name]}
          </MenuItem>
        ))}
      </Menu>
    </div>
  )
}
