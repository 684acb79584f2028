// What the kernel tells of a process: how much it holds, and who its children are. Linux only.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

export const hasProc = process.platform === 'linux'

/** Open descriptors, and how many of them are sockets. */
export const descriptors = (pid: number) => {
  const all = links(pid)
  return { all: all.length, sockets: all.filter(link => link.startsWith('socket:')).length }
}

const links = (pid: number): string[] => {
  const folder = `/proc/${pid}/fd`
  return readdirSync(folder).flatMap(fd => {
    try {
      return [readlinkSync(`${folder}/${fd}`)]
    } catch {
      return [] // closed since it was listed
    }
  })
}

/** Resident memory in MB. */
export const residentMb = (pid: number) =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** CPU time used so far, in seconds (proc_pid_stat(5): utime and stime, in ticks of 10 ms). */
export const cpuSeconds = (pid: number) => {
  const [utime, stime] = statOf(pid).slice(11, 13)
  return (Number(utime) + Number(stime)) / 100
}

/** The living children of a process. */
export const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(name => {
      try {
        const [state, parent] = statOf(Number(name))
        return Number(parent) === pid && state !== 'Z'
      } catch {
        return false // gone since it was listed
      }
    })
    .map(Number)

/** The fields after the name, which stands in brackets and may hold anything. */
const statOf = (pid: number) => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/** Whether a process still holds its end of the TCP connection whose other end is `port` of this machine. */
export const holdsPeer = (pid: number, port: number): boolean => {
  const peer = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const inodes = ['tcp', 'tcp6']
    .flatMap(kind => readFileSync(`/proc/${pid}/net/${kind}`, 'utf8').split('\n').slice(1))
    .map(line => line.trim().split(/\s+/))
    .filter(([, , remote]) => remote?.endsWith(peer))
    .map(fields => `socket:[${fields[9]}]`)
  return links(pid).some(link => inodes.includes(link))
}
