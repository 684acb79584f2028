// What another process has used so far: the kernel's count, since asking the process itself would change it.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** `cpu` in seconds, user and system, all threads; `rss` in bytes. Where there is neither /proc nor ps: throws. */
export const usage = (pid: number): { cpu: number; rss: number } =>
  process.platform === 'linux' ? fromProc(pid) : fromPs(pid)

/** See proc(5): times in ticks of 10 ms, which is what every Linux shows to programs. */
const fromProc = (pid: number) => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return { cpu: (Number(fields[11]) + Number(fields[12])) / 100, rss: Number(kilobytes) * 1024 }
}

/** `[[dd-]hh:]mm:ss.cc` and kilobytes. */
const fromPs = (pid: number) => {
  const [time = '', rss] = execFileSync('ps', ['-o', 'time=', '-o', 'rss=', '-p', String(pid)], {
    encoding: 'utf8',
  })
    .trim()
    .split(/\s+/)
  const cpu = time.split(/[-:]/).reduce((sum, part, index, all) => {
    const weight = [1, 60, 3600, 86_400][all.length - 1 - index]!
    return sum + Number(part) * weight
  }, 0)
  return { cpu, rss: Number(rss) * 1024 }
}

/** CPU seconds that a process spends while `work` goes on. */
export const cpuOf = async (pid: number, work: () => Promise<unknown>) => {
  const before = usage(pid).cpu
  await work()
  return usage(pid).cpu - before
}
