'use client'
// No conversation at all: where they come from, and two ways to the first.
import { SquarePen } from 'lucide-react'
import { BubblesArt } from '../../_ui/bubbles-art'
import { Button } from '../../_ui/button'
import { buttonClass } from '../../_ui/button-look'
import { EmptyState } from '../../_ui/empty-state'
import { useWords } from '../../_ui/locale'
import { AppLink } from '../link'
import { useNewConversation } from '../people/new-conversation'
import { words } from '../words-inbox'

export const EmptyInbox = ({ className }: { className?: string }) => {
  const says = useWords(words)
  const startConversation = useNewConversation()
  return (
    <EmptyState
      className={className}
      art={<BubblesArt />}
      title={says.emptyTitle}
      actions={
        <>
          <Button onClick={startConversation}>
            <SquarePen aria-hidden="true" />
            {says.newConversation}
          </Button>
          <AppLink href="/reports" className={buttonClass('secondary')}>
            {says.browseReports}
          </AppLink>
        </>
      }
    >
      {says.empty}
    </EmptyState>
  )
}
