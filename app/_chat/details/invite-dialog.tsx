'use client'
// Links into a group: a new one, which is shown once, and those in force.
import { Check, Copy } from 'lucide-react'
import { type FormEvent, useEffect, useId, useState } from 'react'
import { createJoining } from '@/lib/client/joining'
import { useChat } from '@/lib/client/use-chat'
import type { Conversation } from '@/lib/contract/conversation'
import type { Invitation } from '@/lib/contract/invitation'
import type { User } from '@/lib/contract/user'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import { useLocale, useWords } from '../../_ui/locale'
import { TextField } from '../../_ui/text-field'
import chips from '../inbox/filters.module.css'
import rows from '../people/directory.module.css'
import form from '../people/start-dialog.module.css'
import { words } from '../people/words-joining'
import styles from './invite-dialog.module.css'
import { Problem } from './problem'

const lasting = [1, 24, 168, 720] as const

export const InviteDialog = ({
  conversation: { id },
  onClose,
}: {
  conversation: Conversation
  onClose: () => void
}) => {
  const joining = useChat().part(createJoining)
  const says = useWords(words)
  const formId = useId()
  const label = useId()
  const [hours, setHours] = useState<(typeof lasting)[number]>(168)
  const [most, setMost] = useState('')
  const [isWrong, setWrong] = useState(false)
  const [address, setAddress] = useState<string | null>(null)
  const [links, setLinks] = useState<Invitation[] | null>(null)
  const [users, setUsers] = useState<User[]>([])
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  useEffect(() => {
    let isShown = true
    void joining.invitations(id).then(done => {
      if (!isShown) return
      if (!done.ok) return setProblem(done.detail)
      setLinks(done.value.invitations)
      setUsers(done.value.users)
    })
    return () => {
      isShown = false
    }
  }, [joining, id])

  const create = async (event: FormEvent) => {
    event.preventDefault()
    if (working) return
    const max_uses = most.trim() === '' ? null : Number(most)
    const isFine = max_uses === null || (Number.isInteger(max_uses) && max_uses >= 1 && max_uses <= 1000)
    setWrong(!isFine)
    if (!isFine) return
    setWorking(true)
    setProblem(null)
    const done = await joining.invite(id, { expires_in_hours: hours, max_uses })
    setWorking(false)
    if (!done.ok) return setProblem(done.detail)
    setAddress(done.value.address)
    setLinks(before => [done.value.invitation, ...(before ?? [])])
  }
  const revoke = async (link: Invitation) => {
    setProblem(null)
    const done = await joining.revoke(link)
    if (!done.ok && done.status !== 404) return setProblem(done.detail)
    setLinks(before => before?.filter(one => one.id !== link.id) ?? null)
    if (links?.[0]?.id === link.id) setAddress(null)
  }
  return (
    <Dialog
      title={says.inviteTitle}
      onClose={onClose}
      foot={
        <Button type="submit" form={formId} loading={working}>
          {says.create}
        </Button>
      }
    >
      <form id={formId} className={form.form} onSubmit={create}>
        <p className={styles.text}>{says.inviteText}</p>
        {address && <Made key={address} address={address} />}
        <div>
          <p id={label} className={styles.label}>
            {says.expires}
          </p>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and a legend that does not flow. */}
          <div role="group" aria-labelledby={label} className={styles.chips}>
            {lasting.map(one => (
              <button
                key={one}
                type="button"
                aria-pressed={one === hours}
                className={chips.filter}
                onClick={() => setHours(one)}
              >
                {says.hours[one]}
              </button>
            ))}
          </div>
        </div>
        <TextField
          label={says.most}
          hint={says.mostHint}
          error={isWrong ? says.mostWrong : null}
          inputMode="numeric"
          maxLength={4}
          value={most}
          onChange={setMost}
        />
      </form>
      {links && (
        <section aria-label={says.inForce} className={styles.links}>
          <h3 className={styles.label}>{says.inForce}</h3>
          {links.length === 0 && <p className={styles.text}>{says.noLinks}</p>}
          <ul>
            {links.map(link => (
              <Link
                key={link.id}
                link={link}
                by={users.find(user => user.id === link.created_by)?.name}
                onRevoke={() => revoke(link)}
              />
            ))}
          </ul>
        </section>
      )}
      <Problem detail={problem} />
    </Dialog>
  )
}

/** The one that was just made. */
const Made = ({ address }: { address: string }) => {
  const says = useWords(words)
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address)
      setCopied(true)
    } catch {
      // Not allowed here: the field can be selected.
    }
  }
  return (
    <div className={styles.made}>
      <TextField
        label={says.link}
        hint={says.linkHint}
        value={address}
        onChange={() => {}}
        readOnly
        onFocus={event => event.currentTarget.select()}
      />
      <Button look="secondary" onClick={copy} className={styles.copy}>
        {isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        {isCopied ? says.copied : says.copy}
      </Button>
      <p className="visually-hidden" role="status">
        {isCopied ? says.copied : ''}
      </p>
    </div>
  )
}

const Link = ({
  link: { created_by, expires_at, uses, max_uses },
  by,
  onRevoke,
}: {
  link: Invitation
  by: string | undefined
  onRevoke: () => void
}) => {
  const { viewer } = useChat()
  const says = useWords(words)
  const locale = useLocale()
  const when = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'es-ES', {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(Date.parse(expires_at))
  const who = created_by === viewer.id ? says.byMe : says.by(by ?? '')
  const how = `${says.used(uses, max_uses)} · ${says.until(when)}`
  return (
    <li className={rows.row}>
      <span className={rows.names}>
        <bdi className={rows.name}>{who}</bdi>
        <span className={rows.note}>{how}</span>
      </span>
      <Button look="ghost" aria-label={says.revokeNamed(`${who}, ${how}`)} onClick={onRevoke}>
        {says.revoke}
      </Button>
    </li>
  )
}
