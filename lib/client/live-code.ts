// The parts of live.ts, in one piece that a page need not bring.
import { createDeliveries, type Deliveries } from './deliveries'
import { createTelling, type Telling } from './telling'
import { createTypists, type Typists } from './typists'

export type Given = Parameters<typeof createDeliveries>[0] & Parameters<typeof createTypists>[0]
/** `wake`: the connection is back, or this tab has come to lead. `stop`: until the next `wake`. */
export type LiveCode = Deliveries & Telling & Typists

export const createLiveCode = (given: Given): LiveCode => {
  const [deliveries, telling, typists] = [createDeliveries(given), createTelling(given), createTypists(given)]
  return {
    ...typists,
    ...telling,
    wake: deliveries.wake,
    stop() {
      deliveries.stop()
      telling.stop()
    },
  }
}
