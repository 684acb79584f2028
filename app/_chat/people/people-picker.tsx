'use client'
// Finds people by name and puts them together: a combobox whose list stands open beneath it, and those chosen as chips above.
import { Search as SearchIcon, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useChat } from '@/lib/client/use-chat'
import type { User } from '@/lib/contract/user'
import { Avatar } from '../../_ui/avatar'
import { useWords } from '../../_ui/locale'
import { TextField } from '../../_ui/text-field'
import { Problem } from '../details/problem'
import { words } from '../words-details'
import styles from './people-picker.module.css'
import { PersonOption } from './person-option'
import { useSearch } from './use-search'

const nobody: readonly string[] = []

export const PeoplePicker = ({
  chosen,
  onChange,
  present = nobody,
}: {
  chosen: readonly User[]
  onChange: (chosen: readonly User[]) => void
  /** Who is there already: found, and not to be chosen. */
  present?: readonly string[]
}) => {
  const chat = useChat()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const { status, found: users, query, detail } = useSearch(text, chat.searchUsers)
  const says = useWords(words)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const options = users.filter(user => !chosen.some(one => one.id === user.id))
  const isPresent = (user: User) => present.includes(user.id)
  const at = Math.min(active, options.length - 1)

  useEffect(() => {
    list.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const choose = (user: User | undefined) => {
    if (!user || isPresent(user)) return
    onChange([...chosen, user])
    setText('')
    setActive(0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // A composition's Enter is the input method's.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setActive(Math.min(at + 1, options.length - 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(at - 1, 0))
    else if (event.key === 'Enter') choose(options[at])
    else if (event.key === 'Backspace' && text === '') onChange(chosen.slice(0, -1))
    else return
    event.preventDefault()
  }
  const note =
    status === 'idle'
      ? says.typeMore
      : status === 'found' && users.length === 0
        ? says.noneFound(query)
        : status === 'searching' && options.length === 0
          ? says.searching
          : null
  return (
    <div className={styles.picker}>
      {chosen.length > 0 && (
        <ul className={styles.chosen} aria-label={says.chosen}>
          {chosen.map(user => (
            <li key={user.id}>
              <button
                type="button"
                className={styles.chip}
                aria-label={says.unchoose(user.name)}
                onClick={() => onChange(chosen.filter(one => one.id !== user.id))}
              >
                <Avatar user={user} size={24} />
                <bdi className="truncate">{user.name}</bdi>
                <X aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <TextField
        label={says.find}
        icon={<SearchIcon aria-hidden="true" />}
        placeholder={says.findPlaceholder}
        value={text}
        onChange={value => {
          setText(value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={options.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={options[at] && `${id}-${options[at].id}`}
        maxLength={100}
        autoCapitalize="words"
        enterKeyHint="done"
        data-autofocus
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={says.find} className={styles.list}>
        {options.map((user, index) => (
          <PersonOption
            key={user.id}
            id={`${id}-${user.id}`}
            user={user}
            at={index}
            active={index === at}
            note={isPresent(user) ? says.inHere : null}
            onChoose={() => choose(user)}
          />
        ))}
      </div>
      {note && <p className={styles.note}>{note}</p>}
      <p className="visually-hidden" role="status">
        {status === 'found' ? (users.length ? says.found(options.length) : says.noneFound(query)) : ''}
      </p>
      <Problem detail={detail} />
    </div>
  )
}
