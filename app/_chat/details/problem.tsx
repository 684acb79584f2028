'use client'
// Why something did not happen, in the server's words.
import { CircleAlert } from 'lucide-react'
import styles from './problem.module.css'

/** Always in the page, so that what comes into it is read out. */
export const Problem = ({ detail }: { detail: string | null }) => (
  <div role="alert">
    {detail !== null && (
      <p className={styles.problem}>
        <CircleAlert aria-hidden="true" />
        <span>{detail}</span>
      </p>
    )}
  </div>
)
