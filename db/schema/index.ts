// All tables, for the migration generator and the seed.
export * from './conversations'
export * from './invitations'
export * from './log'
export * from './messages'
export * from './presence'
export * from './reactions'
export * from './reports'
export * from './users'
