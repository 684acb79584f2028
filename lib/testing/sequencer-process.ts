// A process of its own that gives positions and reads the log on, and says what it read: for tests of several at once.
// A line on its stdin is a nudge; when stdin ends, it stops.
import { createInterface } from 'node:readline'
import { createPump } from '../server/stream/pump'

const say = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`)

const pump = createPump({
  url: process.argv[2]!,
  startAt: (_epoch, { position }) => say({ from: position }),
  publish: async entries => {
    say({ read: entries.map(({ position }) => position) })
  },
})
pump.start()

const nudges = createInterface({ input: process.stdin })
nudges.on('line', () => pump.nudge())
nudges.on('close', () => void pump.stop())
