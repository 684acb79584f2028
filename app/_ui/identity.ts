// The colour of a person without a picture: always the same one for the same id, and no meaning in it.

/** 1 to 5, one of the pairs `--identity-n` of globals.css. FNV-1a: ids made in the same millisecond differ at their end only. */
export const identityOf = (id: string): 1 | 2 | 3 | 4 | 5 => {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return ((((hash ^ (hash >>> 15)) >>> 0) % 5) + 1) as 1 | 2 | 3 | 4 | 5
}
