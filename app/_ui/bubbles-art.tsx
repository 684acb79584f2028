// Two bubbles, one of which is about to say something: above the words where nothing is yet.
import styles from './empty-state.module.css'

export const BubblesArt = () => (
  <svg className={styles.art} viewBox="0 0 160 112" fill="none" aria-hidden="true">
    <path
      d="M24 12h60a16 16 0 0 1 16 16v20a16 16 0 0 1-16 16H36L14 78l8-14.2A16 16 0 0 1 8 48V28a16 16 0 0 1 16-16Z"
      fill="var(--bubble)"
    />
    <path
      d="M27 31h54M27 45h34"
      stroke="var(--line-input)"
      strokeOpacity=".55"
      strokeWidth="6"
      strokeLinecap="round"
    />
    <path
      d="M76 44h60a16 16 0 0 1 16 16v20a16 16 0 0 1-14 15.9l8 12.1-24-12H76a16 16 0 0 1-16-16V60a16 16 0 0 1 16-16Z"
      fill="var(--accent-tint)"
      stroke="var(--surface)"
      strokeWidth="4"
    />
    <circle cx="90" cy="70" r="4" fill="var(--accent)" />
    <circle cx="106" cy="70" r="4" fill="var(--accent)" fillOpacity=".7" />
    <circle cx="122" cy="70" r="4" fill="var(--accent)" fillOpacity=".4" />
  </svg>
)
