// Who had nothing to do with whom before a write, and has after it: only from then on are they told of each other.
import { present, type Tables, type Talk } from '../tables'

export type IsNew = (one: string, other: string) => boolean

/** Who are strangers to each other, or to a report, before a write. */
export const strangers = ({ talks }: Tables): IsNew => {
  const known = new Set<string>()
  for (const talk of talks.values()) {
    const people = present(talk).map(({ member }) => member.user_id)
    for (const one of people) {
      known.add(`${one} ${talk.row.report_id}`)
      for (const other of people) known.add(`${one} ${other}`)
    }
  }
  return (one, other) => !known.has(`${one} ${other}`)
}

/** Notes that the newest event brings people together, and with a report. */
export const noteMeeting = (tables: Tables, talk: Talk, comers: string[], isNew: IsNew) => {
  const entry = tables.outbox.at(-1)!
  const { report_id } = talk.row
  for (const comer of comers)
    for (const other of [
      ...present(talk).map(({ member }) => member.user_id),
      ...(report_id ? [report_id] : []),
    ])
      if (isNew(comer, other)) {
        tables.met.set(`${comer} ${other}`, entry)
        tables.met.set(`${other} ${comer}`, entry)
      }
}
