'use client'
// Several of a menu's actions beside each other, told by their pictures alone. Arrows go along them, up and down past them.
import { type ReactNode, useContext } from 'react'
import { CloseContext } from './menu'
import styles from './menu.module.css'

/** `label`: what they have in common. */
export const MenuRow = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
  <div role="group" aria-label={label} className={styles.row}>
    {children}
  </div>
)

/** `checked`: it holds or not, whatever the others do. `label`: its name, where what is in it has none. */
export const MenuPick = ({
  checked,
  label,
  onSelect,
  children,
}: {
  checked?: boolean
  label?: string
  onSelect: () => void
  children: ReactNode
}) => {
  const close = useContext(CloseContext)
  const shared = {
    type: 'button',
    tabIndex: -1,
    className: styles.pick,
    'aria-label': label,
    onClick: () => {
      close()
      onSelect()
    },
  } as const
  return checked === undefined ? (
    <button {...shared} role="menuitem">
      {children}
    </button>
  ) : (
    <button {...shared} role="menuitemcheckbox" aria-checked={checked}>
      {children}
    </button>
  )
}
