// Processes that a measure starts beside the server. None outlives us.
import { type ChildProcess, spawn } from 'node:child_process'

const running = new Set<ChildProcess>()

export const stopChildren = () => {
  for (const child of running) child.kill()
}

type Options = { env?: Record<string, string>; cwd?: string; onOutput?: (text: string) => void }

/** Runs a command to its end. Resolves with what it wrote, throws that when it fails. */
export const run = async (file: string, args: string[], options: Options = {}): Promise<string> => {
  const { ended } = start(file, args, options)
  const { code, output } = await ended
  if (code !== 0) throw new Error(`${file} ended with ${code}:\n${output}`)
  return output
}

/** Starts a command with an open input, which ends when we do. */
export const start = (file: string, args: string[], { env = {}, cwd, onOutput }: Options = {}) => {
  const child = spawn(file, args, { cwd, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] })
  running.add(child)
  let output = ''
  const take = (data: Buffer) => {
    output += data
    onOutput?.(output)
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const ended = new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    child.once('error', error => {
      running.delete(child)
      reject(error)
    })
    child.once('close', code => {
      running.delete(child)
      resolve({ code, output })
    })
  })
  return { child, ended }
}
