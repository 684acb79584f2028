// What a row is taken for until it has been measured.

/** Pixels: about the middle of what messages are high. */
export const usualHeight = 60
