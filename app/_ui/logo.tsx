'use client'
// Three people in one bubble.
import styles from './logo.module.css'

export const Logo = () => (
  <span className={styles.logo}>
    <span className={styles.mark}>
      <svg
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path strokeWidth="1.75" d="M8 19.9a9 9 0 1 0-3.9-3.9L2.2 21.8Z" />
        <path strokeWidth="2.8" d="M12 8.4h.01M8.6 13.6h.01M15.4 13.6h.01" />
      </svg>
    </span>
    Tertulia
  </span>
)
