// Who can be calling: a person, or the host's server.

export type Person = {
  kind: 'person'
  id: string
  /** By the host's word: role "moderator". */
  isModerator?: boolean
  /** What their stream lives by: it ends when the token expires (seconds since 1970) or the session is closed. */
  credential: { kind: 'bearer'; exp: number } | { kind: 'cookie'; session: string }
}
export type Service = { kind: 'service' }
export type Viewer = Person | Service
