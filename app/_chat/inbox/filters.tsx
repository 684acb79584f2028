'use client'
// Which conversations the list shows; the address keeps it.
import { Archive } from 'lucide-react'
import { classNames } from '../../_ui/class-names'
import { useWords } from '../../_ui/locale'
import { words } from '../words-inbox'
import styles from './filters.module.css'
import { ReadAll } from './later'
import { chooseFilter, type Filter, inbox, useFilter } from './navigation'

export const Filters = () => {
  const says = useWords(words)
  const chosen = useFilter()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div role="group" aria-label={says.show} className={styles.filters}>
      {(Object.keys(inbox) as Filter[]).map(filter => (
        <button
          key={filter}
          type="button"
          aria-pressed={filter === chosen}
          title={filter === 'archived' ? says[filter] : undefined}
          className={classNames(styles.filter, filter === 'archived' && styles.brief)}
          onClick={() => chooseFilter(filter)}
        >
          {filter === 'archived' && <Archive aria-hidden="true" />}
          <span>{says[filter]}</span>
        </button>
      ))}
      {chosen === 'unread' && (
        <span className={styles.line}>
          <ReadAll className={styles.readAll} />
        </span>
      )}
    </div>
  )
}
