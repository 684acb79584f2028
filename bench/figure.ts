// What a measure hands back: figures, each the median of several rounds and how far the rounds lie apart.

export type Figure = {
  name: string
  unit: string
  /** The median of the rounds. */
  value: number
  min: number
  max: number
  rounds: number
  /** How many single observations are behind it, all rounds together. */
  samples: number
  goal?: Goal
}
export type Goal = { at_most: number } | { at_least: number }

/** One figure out of one value a round. */
export const figure = (
  name: string,
  unit: string,
  values: number[],
  samples: number,
  goal?: Goal,
): Figure => ({
  name,
  unit,
  value: round(percentile(values, 50)),
  min: round(Math.min(...values)),
  max: round(Math.max(...values)),
  rounds: values.length,
  samples,
  ...(goal ? { goal } : {}),
})

/** p50 and p99 of latencies in ms, each taken within a round: a round of `rounds` is its samples. */
export const latencies = (name: string, rounds: number[][], goal?: Goal): Figure[] => {
  const samples = rounds.flat().length
  const at = (p: number) => rounds.map(values => percentile(values, p))
  return [figure(`${name} p50`, 'ms', at(50), samples, goal), figure(`${name} p99`, 'ms', at(99), samples)]
}

/** One figure by another, round by round: what slows both down falls out. */
export const ratio = (name: string, over: number[], under: number[], samples: number, goal?: Goal): Figure =>
  figure(
    name,
    'x',
    over.map((value, index) => value / under[index]!),
    samples,
    goal,
  )

/** The nearest-rank percentile; the median of an even number is the lower of the two. */
export const percentile = (values: number[], p: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN
}

export const isMet = ({ value, goal }: Figure) =>
  !goal || ('at_most' in goal ? value <= goal.at_most : value >= goal.at_least)

const round = (value: number) => Number(value.toPrecision(4))

/** The figures for a reader at a terminal. */
export const table = (figures: Figure[]): string => {
  const rows = figures.map(each => [
    each.name,
    `${shown(each.value)} ${each.unit}`,
    `${shown(each.min)} to ${shown(each.max)}`,
    `${each.samples} in ${each.rounds}`,
    each.goal ? `${goalText(each.goal)} ${isMet(each) ? 'met' : 'NOT MET'}` : '',
  ])
  const all = [['', 'median', 'rounds from … to', 'samples in rounds', 'goal'], ...rows]
  const widths = all[0]!.map((_, column) => Math.max(...all.map(row => row[column]!.length)))
  return all
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const goalText = (goal: Goal) => ('at_most' in goal ? `≤ ${goal.at_most}` : `≥ ${goal.at_least}`)

const shown = (value: number) => value.toLocaleString('en-US', { maximumSignificantDigits: 3 })
