// What our own client reads out of a cursor: the log's epoch and a place in it. To everyone else it is opaque.

export type LogPlace = { epoch: string; position: number }

/** Null for a text that is no cursor of ours: nothing may be concluded from it. */
export const placeOf = (cursor: string): LogPlace | null => {
  const [, epoch, position] = cursor.match(/^([0-9A-Za-z]+)\.(\d{1,15})\.[0-9A-Za-z]+$/) ?? []
  return epoch === undefined ? null : { epoch, position: Number(position) }
}
