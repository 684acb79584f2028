// What a page takes for many people is what the database does.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Conversation } from '@/lib/contract/conversation'
import { isWide } from './is-wide'

test('a conversation is wide for its page where it is for the database', () => {
  const functions = readFileSync('db/functions/conversations.sql', 'utf8')
  const [, limit] = /function wide_above\(\) returns integer [^;]*\$\$ select (\d+) \$\$/.exec(functions)!
  const of = (member_count: number) => isWide({ member_count } as Conversation)
  expect([of(Number(limit)), of(Number(limit) + 1)]).toEqual([false, true])
})
