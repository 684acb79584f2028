'use client'
// The face of a person or of a group. Decoration: the name always stands beside it, so it is not read out.
import { UsersRound } from 'lucide-react'
import { useState } from 'react'
import styles from './avatar.module.css'
import { classNames } from './class-names'
import { identityOf } from './identity'
import { initial, initials } from './initials'

type Person = { id: string; name: string; avatar_url?: string | null }

/** Pixels; `row` is 40, and 48 on a phone. */
export type AvatarSize = 24 | 32 | 36 | 40 | 48 | 72 | 'row'

const sizeClass = (size: AvatarSize) => styles[size === 'row' ? 'row' : `s${size}`]
const identityClass = (id: string) => styles[`identity${identityOf(id)}`]

export const Avatar = ({
  user,
  size = 40,
  className,
}: {
  user: Person
  size?: AvatarSize
  className?: string
}) => (
  <span
    className={classNames(styles.avatar, sizeClass(size), identityClass(user.id), className)}
    // Drawn by the style sheet: as text in a button they would count as what it is called.
    data-initials={size === 24 ? initial(user.name) : initials(user.name)}
    aria-hidden="true"
  >
    <Picture url={user.avatar_url} />
  </span>
)

/** `members`: up to three come with a conversation, two are shown. An icon of the group's own goes before them. */
export const GroupAvatar = ({
  members,
  icon,
  size = 40,
  className,
}: {
  members: Person[]
  icon?: string | null
  size?: Exclude<AvatarSize, 24>
  className?: string
}) => {
  const [one, other] = members
  if (icon || !one)
    return (
      <span
        className={classNames(styles.avatar, styles.neutral, icon && styles.icon, sizeClass(size), className)}
        aria-hidden="true"
      >
        {icon || <UsersRound />}
      </span>
    )
  if (!other) return <Avatar user={one} size={size} className={className} />
  return (
    <span className={classNames(styles.group, sizeClass(size), className)} aria-hidden="true">
      <Circle user={one} />
      <Circle user={other} />
    </span>
  )
}

const Circle = ({ user }: { user: Person }) => (
  <span className={classNames(styles.avatar, identityClass(user.id))} data-initials={initial(user.name)}>
    <Picture url={user.avatar_url} />
  </span>
)

/** Over the initials, which stay when it does not load. */
const Picture = ({ url }: { url?: string | null }) => {
  const [failed, setFailed] = useState<string | null>(null)
  if (!url || url === failed) return null
  return (
    // biome-ignore lint/performance/noImgElement: Next's would fetch any host's picture through our server.
    <img
      className={styles.picture}
      src={url}
      alt=""
      decoding="async"
      referrerPolicy="no-referrer"
      draggable={false}
      // It may have failed before React was there to hear of it.
      ref={image => {
        if (image?.complete && image.naturalWidth === 0) setFailed(url)
      }}
      onError={() => setFailed(url)}
    />
  )
}
