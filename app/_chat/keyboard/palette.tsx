'use client'
// Jumps to a conversation or a person by name, without a hand on the mouse: a combobox whose list stands open beneath it.
import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useChat } from '@/lib/client/use-chat'
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
import { useSearch } from '../people/use-search'
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
  const [active, setActive] = useState(0)
  const [problem, setProblem] = useState<string | null>(null)
  const search = useSearch(text)
  const places = usePlaces(text, search.users)
  const at = Math.min(active, places.length - 1)
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
    if (event.key === 'ArrowDown') setActive(at + 1 < places.length ? at + 1 : 0)
    else if (event.key === 'ArrowUp') setActive(at > 0 ? at - 1 : places.length - 1)
    else if (event.key === 'Enter') void choose(places[at])
    else return
    event.preventDefault()
  }
  const isDone = search.status !== 'searching'
  return (
    <Dialog title={says.jumpTitle} onClose={onClose} tall>
      <div className={styles.picker}>
        <TextField
          label={says.find}
          icon={<Search aria-hidden="true" />}
          placeholder={says.placeholder}
          value={text}
          onChange={value => {
            setText(value)
            setActive(0)
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
              {'user' in place && <span className={option.note}>{says.person}</span>}
            </div>
          ))}
        </div>
        {query && isDone && places.length === 0 && <p className={styles.note}>{says.none(query)}</p>}
        <p className="visually-hidden" role="status">
          {query && isDone ? (places.length ? says.foundCount(places.length) : says.none(query)) : ''}
        </p>
        <Problem detail={problem ?? search.detail} />
      </div>
    </Dialog>
  )
}

/** Conversations first; then people, but for those whose conversation is among them already. */
const usePlaces = (text: string, users: readonly User[]): Place[] => {
  const { viewer } = useChat()
  const places = found(useKnown(), ({ name, about }) => `${name} ${about?.title ?? ''}`, text, most)
  const met = new Set(places.map(({ conversation }) => conversation.counterpart_id))
  const others = users.filter(user => user.id !== viewer.id && !met.has(user.id))
  return [...places, ...others.map(user => ({ id: user.id, name: user.name, user }))]
}
