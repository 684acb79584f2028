// What tests of bad input ask again and again: was it refused as the contract says, and did it leave no trace?
import { expect } from 'vitest'
import type { Sql } from '../../db/client'
import { type Problem, problem } from '../contract/errors'
import { type Asked, call } from './api'
import type { Target } from './bad-bodies'
import type { Scene } from './scene'
import { stored } from './stored'

export const nameOf = ({ verb, route, kind }: Target) => `${verb} ${route}${kind ? ` (${kind})` : ''}`

/** One request to a target. A refusal must be a problem that says what it is; of wrong values it names each. */
export const send = async (scene: Scene, target: Target, asked: Asked) => {
  const answer = await call(target.verb, target.path(scene), { token: scene.token(target.viewer), ...asked })
  if (answer.status >= 400) {
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(problem.parse(answer.body).status).toBe(answer.status)
    if (answer.status === 422) expect(answer.body.errors.length).toBeGreaterThan(0)
  }
  return answer
}

/** Which fields an answer names as wrong, each once. */
export const fieldsOf = (answer: { body: Partial<Problem> }) => [
  ...new Set(answer.body.errors?.map(({ path }) => path[0])),
]

/** Runs `act`, after which everything must stand as it stood. */
export const unchanged = async (sql: Sql, act: () => Promise<void>) => {
  const before = await stored(sql)
  await act()
  expect(await stored(sql)).toEqual(before)
}
