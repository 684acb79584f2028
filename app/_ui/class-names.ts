// Classes of an element, the ones that do not apply left out.
export const classNames = (...names: (string | false | null | undefined)[]): string =>
  names.filter(Boolean).join(' ')
