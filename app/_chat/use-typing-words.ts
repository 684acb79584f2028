// Who is writing, in words.
import { useUser } from '@/lib/client/use-people'
import { useWords } from '../_ui/locale'
import { words } from './words-row'

/** Null while nobody is. The first two are named; where there are more, only the first. */
export const useTypingWords = (userIds: readonly string[]): string | null => {
  const [first = '', second = ''] = userIds
  const { somebody, typing, bothTyping, manyTyping } = useWords(words)
  const [one, other] = [useUser(first)?.name ?? somebody, useUser(second)?.name ?? somebody].map(firstName)
  if (userIds.length === 0) return null
  if (userIds.length === 1) return typing(one!)
  return userIds.length === 2 ? bothTyping(one!, other!) : manyTyping(one!, userIds.length - 1)
}

const firstName = (name: string) => name.split(' ')[0]!
