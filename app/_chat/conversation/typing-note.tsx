'use client'
// Who is writing. It stands in a line that is there anyway, so that nothing moves when they begin; and it is not read out, since
// what comes of it will be.
import { useTyping } from '@/lib/client/use-typing'
import { TypingDots } from '../typing-dots'
import { useTypingWords } from '../use-typing-words'

export const TypingNote = ({ conversationId, className }: { conversationId: string; className?: string }) => {
  const words = useTypingWords(useTyping(conversationId))
  return (
    <span className={className}>
      {words && (
        <>
          <TypingDots />
          <span className="truncate">{words}</span>
        </>
      )}
    </span>
  )
}
