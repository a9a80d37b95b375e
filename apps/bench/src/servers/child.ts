import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A server's process. */
export interface Child {
  /** The address it printed first. */
  readonly url: string
  readonly pid: number
  /** Sends the signal to this process and waits for its end; one that does not heed it is killed after 15 seconds. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

const startPatience = 30_000
const endPatience = 15_000

/** Starts a Node program and resolves with the address it prints first. */
export async function startChild(
  program: string,
  env: Readonly<Record<string, string>>,
  /** What starts the program and becomes it, so that the process is the program's own. */
  through: readonly string[] = [],
): Promise<Child> {
  const [command = process.execPath, ...args] = [...through, process.execPath]
  const child = spawn(command, [...args, program], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // A driver that fails must not leave servers behind.
  const endWithDriver = () => child.kill('SIGKILL')
  process.once('exit', endWithDriver)
  const exited = once(child, 'exit').finally(() => process.off('exit', endWithDriver))
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${program} did not start`)), startPatience)
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^\D*((?:https?|wss?):\/\/[\d.]+:\d+)$/.exec(line.trim())
      if (!found?.[1]) {
        // Servers are told to keep quiet: what they say all the same, beyond y-leveldb's greeting, is worth seeing.
        if (line.trim() !== '' && !line.startsWith('Persisting')) process.stderr.write(`${line}\n`)
        return
      }
      clearTimeout(timer)
      resolve(found[1])
    })
    exited.then(([code]) => reject(new Error(`${program} ended with ${code}`)), reject)
  })
  return {
    url,
    // It has printed: it runs.
    pid: child.pid as number,
    async end(signal) {
      child.kill(signal)
      const timer = setTimeout(() => child.kill('SIGKILL'), endPatience)
      await exited
      clearTimeout(timer)
    },
  }
}
