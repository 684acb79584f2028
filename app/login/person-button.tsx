'use client'
// One of the people to sign in as: named by their name, described by what they are in the demo's story.
import { ChevronRight } from 'lucide-react'
import { useId } from 'react'
import { Avatar } from '../_ui/avatar'
import { useWords } from '../_ui/locale'
import { Spinner } from '../_ui/spinner'
import styles from './sign-in.module.css'
import { words } from './words'

export type Person = {
  handle: keyof typeof words.en.roles
  id: string
  name: string
  avatar_url: string | null
}

/** `entering`: the handle of who is being signed in. The others wait, and keep the focus if they have it. */
export const PersonButton = ({
  person,
  entering,
  onPress,
}: {
  person: Person
  entering: string | null
  onPress: () => void
}) => {
  const { roles } = useWords(words)
  const id = useId()
  return (
    <div className={styles.person} data-waiting={entering !== null || undefined}>
      <Avatar user={person} size={40} />
      <span className={styles.words}>
        {/* Its pressable ground is the whole card; what it is called is the name alone. */}
        <button
          type="button"
          className={styles.name}
          aria-describedby={id}
          aria-disabled={entering !== null || undefined}
          onClick={onPress}
        >
          {person.name}
        </button>
        <span id={id} className={styles.role}>
          {roles[person.handle]}
        </span>
      </span>
      {entering === person.handle ? <Spinner /> : <ChevronRight aria-hidden="true" />}
    </div>
  )
}
