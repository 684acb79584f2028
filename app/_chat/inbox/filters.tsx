'use client'
// Which conversations the list shows; the address keeps it.
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
          ref={filter === chosen ? inView : undefined}
          type="button"
          aria-pressed={filter === chosen}
          className={styles.filter}
          onClick={() => chooseFilter(filter)}
        >
          {says[filter]}
        </button>
      ))}
      {chosen === 'unread' && <ReadAll className={styles.readAll} />}
    </div>
  )
}

/** The address may name one that stands beyond the edge. */
const inView = (chip: HTMLElement | null) => chip?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
