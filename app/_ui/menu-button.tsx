'use client'
// The button of a menu. What it opens may come later, as a part of its own: whoever has it draws it.
import {
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useId,
  useRef,
  useState,
} from 'react'

export type Trigger = Pick<
  ComponentProps<'button'>,
  'id' | 'onClick' | 'onKeyDown' | 'aria-haspopup' | 'aria-expanded' | 'aria-controls'
> & { ref: RefObject<HTMLButtonElement | null> }

/** What an open list needs to know of its button. */
export type Opened = {
  id: string
  button: RefObject<HTMLElement | null>
  start: 'first' | 'last'
  /** Closes without a word about the focus: it is elsewhere already. */
  leave: () => void
  close: () => void
}

/** `button` draws the button with the props it is given, `list` a `MenuList` while it is open. */
export const MenuButton = ({
  button,
  list,
}: {
  button: (props: Trigger) => ReactNode
  list: (props: Opened) => ReactNode
}) => {
  const ref = useRef<HTMLButtonElement>(null)
  const id = useId()
  const [open, setOpen] = useState<'first' | 'last' | null>(null)
  const close = () => {
    setOpen(null)
    ref.current?.focus()
  }
  const openAt = (event: KeyboardEvent, place: 'first' | 'last') => {
    event.preventDefault()
    setOpen(place)
  }
  return (
    <>
      {button({
        ref,
        id,
        'aria-haspopup': 'menu',
        'aria-expanded': open !== null,
        'aria-controls': open ? `${id}-menu` : undefined,
        onClick: () => (open ? close() : setOpen('first')),
        onKeyDown: event => {
          if (event.key === 'ArrowDown') openAt(event, 'first')
          if (event.key === 'ArrowUp') openAt(event, 'last')
        },
      })}
      {open && list({ id, button: ref, start: open, leave: () => setOpen(null), close })}
    </>
  )
}
