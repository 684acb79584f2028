// The column shapes that tables share.
import { bigint, customType, timestamp } from 'drizzle-orm/pg-core'

/** Milliseconds, as on the wire: what sorts alike here sorts alike in a browser. */
export const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })
/** A place in a conversation's log. */
export const seq = (name: string) => bigint(name, { mode: 'number' })

export const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })
