// What concerns the present moment alone has code of its own, which comes when the page lives: what has come is acknowledged, who
// is writing or there is told and shown, what an earlier page owed is done, drafts
// go to the viewer's other devices. Without it everything else works.

import type { Given, LiveCode } from './live-code'

export type Live = LiveCode

export const createLive = (given: Given): Live => {
  let here: LiveCode | null = null
  let coming = false
  let stopped = true

  const fetchCode = async () => {
    coming = true
    try {
      here = (await import('./live-code')).createLiveCode(given)
      if (!stopped) here.wake()
    } catch {
      // Asked for again when the connection is back.
    }
    coming = false
  }

  return {
    wake() {
      stopped = false
      if (here) here.wake()
      else if (!coming) void fetchCode()
    },
    beat: () => here?.beat(),
    hear: steps => here?.hear(steps),
    drafted: id => here?.drafted(id),
    typing: (id, isTyping) => here?.typing(id, isTyping),
    forget: () => here?.forget(),
    stop() {
      stopped = true
      here?.stop()
    },
  }
}
