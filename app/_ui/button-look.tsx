// How what can be pressed looks, for buttons and for links. No hooks: a page that the server alone makes has it too.
import type { ReactNode } from 'react'
import styles from './button.module.css'
import { classNames } from './class-names'

export type Look = 'primary' | 'secondary' | 'ghost' | 'danger'

export const buttonClass = (look: Look, wide?: boolean) =>
  classNames(styles.button, styles[look], wide && styles.wide)

/** A word, and a picture beside it. */
export const ButtonContent = ({ children }: { children: ReactNode }) => (
  <span className={styles.content}>{children}</span>
)
