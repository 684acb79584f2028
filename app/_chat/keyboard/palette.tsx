'use client'
// Jumps to a conversation or a person by name, without a hand on the mouse: a combobox whose list stands open beneath it.
import { Search as SearchIcon } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { createFinding } from '@/lib/client/finding'
import { useChat } from '@/lib/client/use-chat'
import { useInbox } from '@/lib/client/use-inbox'
import type { User } from '@/lib/contract/user'
import { Avatar } from '../../_ui/avatar'
import { Chip } from '../../_ui/chip'
import { Dialog } from '../../_ui/dialog'
import { useWords } from '../../_ui/locale'
import { TextField } from '../../_ui/text-field'
import { ConversationAvatar } from '../conversation-avatar'
import { Problem } from '../details/problem'
import { useGo } from '../link'
import styles from '../people/people-picker.module.css'
import option from '../people/person-option.module.css'
import { type Search, useSearch } from '../people/use-search'
import { found } from './matching'
import { type Known, useKnown } from './use-known'
import { words } from './words-keyboard'

/** More than anybody looks through. */
const most = 20

type Place = Known | { id: string; name: string; user: User }

export const Palette = ({ onClose }: { onClose: () => void }) => {
  const chat = useChat()
  const go = useGo()
  const says = useWords(words)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [text, setText] = useState('')
  // By its id, since more may come in ahead of it.
  const [active, setActive] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const people = useSearch(text, chat.searchUsers)
  const conversations = useSearch(text, chat.part(createFinding).conversations)
  const places = usePlaces(text, conversations, people.found)
  const at = Math.max(
    0,
    places.findIndex(({ id }) => id === active),
  )
  const query = text.trim()

  useEffect(() => {
    list.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const choose = async (place: Place | undefined) => {
    if (!place) return
    const done = 'user' in place ? await chat.openDm(place.id) : { ok: true as const, value: place.id }
    if (!done.ok) return setProblem(done.detail)
    onClose()
    go(`/inbox/${done.value}`)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // A composition's Enter is the input method's.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setActive(places[(at + 1) % places.length]?.id ?? null)
    else if (event.key === 'ArrowUp') setActive(places.at(at - 1)?.id ?? null)
    else if (event.key === 'Enter') void choose(places[at])
    else return
    event.preventDefault()
  }
  const isDone = [people, conversations].every(({ status }) => status !== 'searching')
  return (
    <Dialog title={says.jumpTitle} onClose={onClose} tall>
      <div className={styles.picker}>
        <TextField
          label={says.find}
          icon={<SearchIcon aria-hidden="true" />}
          placeholder={says.placeholder}
          value={text}
          onChange={value => {
            setText(value)
            setActive(null)
            setProblem(null)
          }}
          onKeyDown={onKeyDown}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={places.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={places[at] && `${id}-${places[at].id}`}
          maxLength={100}
          enterKeyHint="go"
          data-autofocus
        />
        <div ref={list} id={`${id}-list`} role="listbox" aria-label={says.find} className={styles.list}>
          {places.map((place, index) => (
            // The focus stays in the field, which takes the keys and names the active one.
            // biome-ignore lint/a11y/useFocusableInteractive: see above.
            // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
            <div
              key={place.id}
              id={`${id}-${place.id}`}
              role="option"
              aria-selected={index === at}
              data-at={index}
              className={option.option}
              onPointerDown={event => event.preventDefault()}
              onClick={() => choose(place)}
            >
              {'user' in place ? (
                <Avatar user={place.user} size={32} />
              ) : (
                <ConversationAvatar conversation={place.conversation} size={32} />
              )}
              <span className={option.lines}>
                <bdi className={option.name}>{place.name}</bdi>
                {/* With one person there may be several, about a thing each. */}
                {'about' in place && place.about && <Chip {...place.about} />}
              </span>
              {'user' in place ? (
                <span className={option.note}>{says.person}</span>
              ) : (
                place.conversation.membership?.archived_at && (
                  <span className={option.note}>{says.archived}</span>
                )
              )}
            </div>
          ))}
        </div>
        {query && isDone && places.length === 0 && <p className={styles.note}>{says.none(query)}</p>}
        <p className="visually-hidden" role="status">
          {query && isDone ? (places.length ? says.foundCount(places.length) : says.none(query)) : ''}
        </p>
        <Problem detail={problem ?? conversations.detail ?? people.detail} />
      </div>
    </Dialog>
  )
}

/**
 * Conversations first, the server's beneath those of the list; then people, but for those with whom there is a dm among them
 * already that is about nothing.
 */
const usePlaces = (text: string, search: Search<string>, users: readonly User[]): Place[] => {
  const { viewer } = useChat()
  const { ids = [] } = useInbox()
  const matching = (all: Known[]) =>
    found(all, ({ name, about }) => `${name} ${about?.title ?? ''}`, text, most)
  const here = matching(useKnown(ids))
  const others = useKnown(search.found.filter(id => !here.some(place => place.id === id)))
  // The answer to what was typed before is looked through meanwhile.
  const there = search.query === text.trim() ? others : matching(others)
  const places = [...here, ...there].slice(0, most)
  const met = new Set(
    places.map(({ conversation }) => !conversation.report_id && conversation.counterpart_id),
  )
  const people = users.filter(user => user.id !== viewer.id && !met.has(user.id))
  return [...places, ...people.map(user => ({ id: user.id, name: user.name, user }))]
}
