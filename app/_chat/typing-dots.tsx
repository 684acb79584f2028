// Three dots that somebody's writing is known by.
import styles from './typing-dots.module.css'

export const TypingDots = () => (
  <span className={styles.dots} aria-hidden="true">
    <i />
    <i />
    <i />
  </span>
)
