// What a register makes of a person, a block or a report: the later position wins, and of a report the higher version.
import type { HeldBlock, HeldReport, HeldUser, State, Told } from '../state'

export const patchUser = (held: HeldUser, { event, position }: Told, lacks: State['lacks']): HeldUser => {
  if (event.event !== 'user-updated' || event.payload.id !== held.value.id || position === null) return held
  if (position <= held.position && lacks !== 'position') return held
  return { value: { ...held.value, ...event.payload.partial }, position }
}

export const patchReport = (
  held: HeldReport,
  { event, position }: Told,
  lacks: State['lacks'],
): HeldReport => {
  if (event.event !== 'report-updated' || event.payload.id !== held.value.id || position === null) return held
  const { partial } = event.payload
  const { version } = held.value
  const isNext = (partial.version ?? version) <= version + 1
  const isNews = (partial.version ?? Infinity) > version
  const isLater = position > held.position
  if (!(partial.version && isNext ? isNews : isNews && isLater) && lacks !== 'position') return held
  // Who had nothing to do with the report meanwhile was not told what lies between: it is that version once it is brought whole.
  const value = { ...held.value, ...partial, ...(isNext || lacks === 'versions' ? {} : { version }) }
  return { value, position: Math.max(position, held.position) }
}

/** A block says all that there is to say of it, so nothing need be held before. */
export const patchBlock = <H extends HeldBlock | undefined>(
  held: H,
  id: string,
  { event, position }: Told,
  lacks: State['lacks'],
): H | HeldBlock => {
  if (event.event !== 'block-updated' || event.payload.id !== id || position === null) return held
  if (held && position <= held.position && lacks !== 'position') return held
  return { value: event.payload.partial.blocked_at, position }
}
