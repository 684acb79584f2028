// A name as it is looked for.

/** As people type it: no accents, no capitals. */
export const searchable = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
