'use client'
// A button that opens a list of actions, as the ARIA practices have it: arrows move, a letter jumps, Escape and Tab close.
import { Check } from 'lucide-react'
import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
} from 'react'
import { classNames } from './class-names'
import styles from './menu.module.css'
import { MenuButton, type Opened, type Trigger } from './menu-button'
import { ledTo } from './menu-keys'
import { besides } from './placement'

/** Closes the menu that one stands in. */
export const CloseContext = createContext<() => void>(() => {})

/** `button` draws the button with the props it is given: `<Menu button={props => <IconButton label="More" {...props}>…`. */
export const Menu = ({
  button,
  stays = false,
  children,
}: {
  button: (props: Trigger) => ReactNode
  /** Its button may be moved by what arrives; only who turns the wheel means to go elsewhere. */
  stays?: boolean
  children: ReactNode
}) => (
  <MenuButton
    button={button}
    list={opened => (
      <MenuList {...opened} stays={stays}>
        {children}
      </MenuList>
    )}
  />
)

/** A point of the window. */
type Point = { x: number; y: number }

/**
 * A menu that another button, or no button, has opened: beside `anchor`, which gets the focus when it closes, or at a point.
 * Rendered only while open.
 */
export const MenuAt = ({
  anchor,
  at,
  label,
  onClose,
  children,
}: {
  anchor: HTMLElement
  at?: Point
  label: string
  onClose: () => void
  children: ReactNode
}) => {
  const id = useId()
  const close = () => {
    onClose()
    anchor.focus()
  }
  return (
    <MenuList
      id={id}
      label={label}
      button={{ current: anchor }}
      at={at}
      start="first"
      leave={onClose}
      close={close}
    >
      {children}
    </MenuList>
  )
}

type ListProps = Opened & {
  /** Its name, where that is not the button's. */
  label?: string
  /** Where it opens, if not beside the button. */
  at?: Point
  stays?: boolean
  children: ReactNode
}

/** By itself where the button is there before its list: see `MenuButton`. */
export const MenuList = ({
  id,
  label,
  button,
  at,
  start,
  stays = false,
  leave,
  close,
  children,
}: ListProps) => {
  const ref = useRef<HTMLDivElement>(null)
  const items = () => [...ref.current!.querySelectorAll<HTMLElement>('[role^="menuitem"]')]

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens.
  useLayoutEffect(() => {
    const menu = ref.current!
    // The top layer: no pane can cut it off. "manual", since a press on its own button is not one beside it.
    if (!menu.matches(':popover-open')) menu.showPopover()
    const { top, left } = besides(
      at ? new DOMRect(at.x, at.y) : button.current!.getBoundingClientRect(),
      { width: menu.offsetWidth, height: menu.offsetHeight },
      { width: document.documentElement.clientWidth, height: window.innerHeight },
    )
    menu.style.top = `${top}px`
    menu.style.left = `${left}px`
    // What is in it may come later.
    const first = items().at(start === 'first' ? 0 : -1) ?? menu
    first.focus()
  }, [])

  useEffect(() => {
    const outside = (event: Event) => {
      const target = event.target as Node
      if (!ref.current?.contains(target) && !button.current?.contains(target)) leave()
    }
    // The button that it points at has moved; a message that arrives moves only the log.
    const moved = (event: Event) => {
      if ((event.target as Node).contains(button.current)) leave()
    }
    document.addEventListener('pointerdown', outside, true)
    document.addEventListener(stays ? 'wheel' : 'scroll', stays ? outside : moved, true)
    window.addEventListener('resize', leave)
    return () => {
      document.removeEventListener('pointerdown', outside, true)
      document.removeEventListener(stays ? 'wheel' : 'scroll', stays ? outside : moved, true)
      window.removeEventListener('resize', leave)
    }
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const all = items()
    const at = all.indexOf(document.activeElement as HTMLElement)
    const to = ledTo(all, at, event)
    // Whoever listens further up for Escape, to close a pane, must not hear this one.
    event.stopPropagation()
    if (event.key === 'Tab') return close()
    if (event.key === 'Escape') close()
    else if (to === null) return
    event.preventDefault()
    if (to !== null) all[to]?.focus()
  }

  return (
    <div
      ref={ref}
      id={`${id}-menu`}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      aria-labelledby={label ? undefined : id}
      popover="manual"
      className={styles.menu}
      onKeyDown={onKeyDown}
    >
      <CloseContext value={close}>{children}</CloseContext>
    </div>
  )
}

/** `checked`: one of several of which one holds. */
export const MenuItem = ({
  icon,
  danger,
  checked,
  lang,
  onSelect,
  children,
}: {
  icon?: ReactNode
  danger?: boolean
  checked?: boolean
  lang?: string
  onSelect: () => void
  children: ReactNode
}) => {
  const close = useContext(CloseContext)
  const choose = () => {
    close()
    onSelect()
  }
  const shared = {
    type: 'button',
    tabIndex: -1,
    lang,
    className: classNames(styles.item, danger && styles.danger),
    onClick: choose,
  } as const
  const content = (
    <>
      {icon}
      <span className={styles.words}>{children}</span>
      {checked && <Check aria-hidden="true" />}
    </>
  )
  return checked === undefined ? (
    <button {...shared} role="menuitem">
      {content}
    </button>
  ) : (
    <button {...shared} role="menuitemradio" aria-checked={checked}>
      {content}
    </button>
  )
}

/** Between groups of actions. */
export const MenuRule = () => <hr className={styles.rule} />

/** What the actions are about; not one itself. */
export const MenuAbout = ({ children }: { children: ReactNode }) => (
  <div className={styles.about} role="presentation">
    {children}
  </div>
)
