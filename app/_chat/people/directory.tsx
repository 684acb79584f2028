'use client'
// Open conversations, found by name and joined.
import { Search as SearchIcon } from 'lucide-react'
import { useState } from 'react'
import { useChat } from '@/lib/client/use-chat'
import type { Listing } from '@/lib/contract/directory'
import type { User } from '@/lib/contract/user'
import { GroupAvatar } from '../../_ui/avatar'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import { useWords } from '../../_ui/locale'
import { TextField } from '../../_ui/text-field'
import { facesOf, titleOf } from '../conversation-title'
import { Problem } from '../details/problem'
import { useGo } from '../link'
import { words as rowWords } from '../words-row'
import styles from './directory.module.css'
import picker from './people-picker.module.css'
import { useDirectory } from './use-directory'
import { words } from './words-joining'

export const Directory = ({ onClose }: { onClose: () => void }) => {
  const chat = useChat()
  const go = useGo()
  const says = useWords(words)
  const [text, setText] = useState('')
  const [working, setWorking] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { status, listings, users, reports, next, query, detail, more } = useDirectory(text)

  const enter = async ({ id, is_member }: Listing) => {
    if (working) return
    setProblem(null)
    if (!is_member) {
      setWorking(id)
      const done = await chat.join(id)
      setWorking(null)
      if (!done.ok) return setProblem(done.detail)
    }
    onClose()
    go(`/inbox/${id}`)
  }
  const isNone = status === 'found' && listings.length === 0
  const note = isNone ? (query ? says.noneFound(query) : says.none) : null
  return (
    <Dialog title={says.openTitle} onClose={onClose} tall>
      <div className={picker.picker}>
        <TextField
          type="search"
          label={says.find}
          icon={<SearchIcon aria-hidden="true" />}
          placeholder={says.findPlaceholder}
          value={text}
          onChange={setText}
          maxLength={100}
          data-autofocus
        />
        <ul aria-label={says.list} aria-busy={status === 'searching'} className={picker.list}>
          {listings.map(listing => (
            <Row
              key={listing.id}
              listing={listing}
              users={users}
              about={reports.find(({ id }) => id === listing.report_id)?.title}
              working={working === listing.id}
              onEnter={() => enter(listing)}
            />
          ))}
        </ul>
        {next && (
          <Button look="ghost" wide onClick={more}>
            {says.more}
          </Button>
        )}
        {note && <p className={picker.note}>{note}</p>}
        {status === 'searching' && listings.length === 0 && <p className={picker.note}>{says.searching}</p>}
        <p className="visually-hidden" role="status">
          {status === 'found' ? (note ?? says.found(listings.length)) : ''}
        </p>
        <Problem detail={problem ?? detail} />
      </div>
    </Dialog>
  )
}

const Row = ({
  listing,
  users,
  about,
  working,
  onEnter,
}: {
  listing: Listing
  users: readonly User[]
  /** The title of its report. */
  about: string | undefined
  working: boolean
  onEnter: () => void
}) => {
  const { viewer } = useChat()
  const says = useWords(words)
  const known = listing.preview_member_ids.map(id => users.find(user => user.id === id))
  const faces = facesOf(undefined, known, viewer.id)
  const title = titleOf(
    { ...listing, type: 'group', membership: listing.is_member },
    faces,
    useWords(rowWords),
  )
  return (
    <li className={styles.row}>
      <GroupAvatar members={faces} icon={listing.icon} size={40} />
      <span className={styles.names}>
        <bdi className={styles.name}>{title}</bdi>
        <span className={styles.note}>
          {says.people(listing.member_count)}
          {about && (
            <>
              {' · '}
              <bdi>{about}</bdi>
            </>
          )}
        </span>
      </span>
      <Button
        look={listing.is_member ? 'ghost' : 'secondary'}
        loading={working}
        aria-label={listing.is_member ? says.openNamed(title) : says.joinNamed(title)}
        onClick={onEnter}
      >
        {listing.is_member ? says.open : says.join}
      </Button>
    </li>
  )
}
