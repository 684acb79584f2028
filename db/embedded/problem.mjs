// @ts-check
// A fault that the person at the terminal can do something about. Its message says what happened and what to do,
// and is shown alone; every other error is a bug and is shown with its stack.

export class Problem extends Error {
  name = 'Problem'
}
