// What makes two dms the same.

/** One dm per pair of people and report, whoever of the two asks. */
export const dmKey = (one: string, other: string, reportId: string | null) =>
  [...[one, other].sort(), reportId ?? 'none'].join(':')
