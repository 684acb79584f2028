// @ts-check
// What the person at the terminal reads.

// Whoever read our lines may be gone before us (a closed terminal, a dead npm): that is no reason to fall over.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

/** @param {string} line */
export const say = line => console.log(line)

/** @param {unknown} error a Problem speaks for itself, anything else is a bug and shows where */
export function sayProblem(error) {
  if (error instanceof Error && error.name === 'Problem') {
    if (error.message) console.error(error.message)
  } else console.error(error)
}
