'use client'
// Beside the list: the conversation that the address names, or an invitation to choose one.
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { untilThere } from '@/lib/client/until-there'
import { useConversation } from '@/lib/client/use-conversation'
import { useInbox } from '@/lib/client/use-inbox'
import { BubblesArt } from '../../_ui/bubbles-art'
import { EmptyState } from '../../_ui/empty-state'
import { useWords } from '../../_ui/locale'
import { Loading } from '../../_ui/skeleton'
import { words } from '../words-inbox'
import { EmptyInbox } from './empty-inbox'
import { useGoneId } from './gone-id'
import { Gone } from './later'
import { useOpenId } from './navigation'
import styles from './pane.module.css'

const conversationPane = () =>
  untilThere(() => import('./conversation-pane')).then(module => module.ConversationPane)
/** The list lives without it, so it does not wait for it. */
const LaterPane = dynamic(conversationPane, {
  loading: () => <Loading className={styles.main}>{null}</Loading>,
})
/** As the server has drawn it: with something to show in its place, nobody would see it before its script is there. */
const FirstPane = dynamic(conversationPane)

export const Pane = () => <Named gone={null} />

/** For a page of which the server has said that there is nothing to see; it goes on from here to whatever is chosen next. */
export const GonePane = () => <Named gone={useGoneId()} />

const Named = ({ gone }: { gone: string | null }) => {
  const id = useOpenId()
  const [first] = useState(id)
  // Fetched as soon as the list lives: whoever goes into a tunnel can still open what they have.
  useEffect(() => void conversationPane(), [])
  const known = useConversation(id ?? '')
  if (!id) return <NothingOpen />
  // Unless somebody has let them in since.
  if (id === gone && !known) return <Gone wasHere={false} />
  const ConversationPane = id === first ? FirstPane : LaterPane
  return <ConversationPane key={id} id={id} />
}

const NothingOpen = () => {
  const { ids, hasMore } = useInbox()
  const says = useWords(words)
  return (
    <main className={styles.main}>
      {ids?.length === 0 && !hasMore ? (
        <EmptyInbox className={styles.invitation} />
      ) : (
        <EmptyState art={<BubblesArt />} title={says.chooseTitle}>
          {says.choose}
        </EmptyState>
      )}
    </main>
  )
}
