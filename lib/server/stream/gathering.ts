// What is stored nowhere, told in the order in which it came: what comes while some of it is being told goes out together, next.

/** `tell` may fail: then nobody hears of it, and that is all. `take` resolves when there is no more. */
export const createGathering = <T>(tell: (all: T[]) => Promise<void>) => {
  let gathered: T[] = []
  let isTelling = false
  const take = async (some: T[]) => {
    gathered.push(...some)
    if (isTelling) return
    isTelling = true
    while (gathered.length) {
      const all = gathered
      gathered = []
      await tell(all).catch(() => {})
    }
    isTelling = false
  }
  return { take }
}
