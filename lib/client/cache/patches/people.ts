// What a register makes of a person or a report: the later position wins, and of a report the higher version.
import type { HeldReport, HeldUser, State, Told } from '../state'

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
  const isNews =
    partial.version === undefined ? position > held.position : partial.version > held.value.version
  if (!isNews && lacks !== 'position') return held
  return { value: { ...held.value, ...partial }, position: Math.max(position, held.position) }
}
