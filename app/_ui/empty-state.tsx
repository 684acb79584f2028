// What stands where nothing is yet, or where something did not load: what happened, then what to do. No hooks: a
// page that the server alone makes has it too.
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import styles from './empty-state.module.css'

export const EmptyState = ({
  title,
  level: Heading = 'h2',
  children,
  art,
  actions,
  small,
  className,
}: {
  title?: string
  /** `h1` where it is the whole page. */
  level?: 'h1' | 'h2'
  children?: ReactNode
  /** A drawing above it: `<BubblesArt />`, or an icon. */
  art?: ReactNode
  actions?: ReactNode
  /** In a list or a narrow pane. */
  small?: boolean
  className?: string
}) => (
  <div className={classNames(styles.empty, small && styles.small, className)}>
    {art}
    {title && <Heading className={styles.title}>{title}</Heading>}
    {children && <p className={styles.text}>{children}</p>}
    {actions && <div className={styles.actions}>{actions}</div>}
  </div>
)
