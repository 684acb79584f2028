// How long a browser stays signed in: since it was last used, and at most.
export const idle = '24 hours'
export const longest = '30 days'
export const longestSeconds = 30 * 86_400
