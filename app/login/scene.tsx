'use client'
// A picture of what this is for: two conversations, each about something. Decoration, so it is not read out.
import { Avatar } from '../_ui/avatar'
import { Chip, StateChip } from '../_ui/chip'
import { useWords } from '../_ui/locale'
import styles from './scene.module.css'
import { words } from './words'

export const Scene = () => {
  const { scene } = useWords(words)
  return (
    <div className={styles.scene} aria-hidden="true">
      <Talk
        about={{ kind: 'report', title: scene.report, state: 'in_progress' }}
        from={{ id: 'carla', name: 'Carla Méndez', role: scene.crew }}
        says={scene.ballast}
        at="10:12"
        answer={scene.weekend}
      />
      <Talk
        about={{ kind: 'listing', title: scene.flat, state: 'available' }}
        from={{ id: 'landlord', name: 'Elena Vidal', role: scene.landlord }}
        says={scene.thursday}
        at="10:31"
        answer={scene.perfect}
      />
    </div>
  )
}

const Talk = ({
  about,
  from,
  says,
  at,
  answer,
}: {
  about: { kind: string; title: string; state: string }
  from: { id: string; name: string; role: string }
  says: string
  at: string
  answer: string
}) => (
  <div className={styles.talk}>
    <div className={styles.topic}>
      <Chip kind={about.kind} title={about.title} />
      <StateChip state={about.state} small />
    </div>
    <div className={styles.other}>
      <Avatar user={from} size={36} />
      <div>
        <div className={styles.name}>
          {from.name} <span>{from.role}</span>
        </div>
        <div className={styles.bubble}>
          {says}
          <span className={styles.time}>{at}</span>
        </div>
      </div>
    </div>
    <div className={styles.mine}>{answer}</div>
  </div>
)
