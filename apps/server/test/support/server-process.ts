import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface ServerProcess {
  readonly url: string
  readonly pid: number
  /** The link for the first administrator, once it is printed. */
  readonly setUpLink: Promise<string>
  /** Resolves with the exit code when the process has ended by itself. */
  readonly ended: Promise<number | null>
  /** Sends a signal and resolves with the exit code, or the signal's name when that ended it. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | string | null>
}

const running = new Set<ChildProcess>()
// A test that fails half way leaves none behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Starts the server as an operator does, in a process of its own, and resolves when it prints its address. */
export async function startServerProcess(
  env: Record<string, string>,
  /** What starts it, and becomes it: the process is the child's own. */
  { through = [] }: { readonly through?: readonly string[] } = {},
): Promise<ServerProcess> {
  const [program = 'node', ...args] = [...through, 'node']
  const child: ChildProcess = spawn(
    program,
    [...args, new URL('../../src/main.ts', import.meta.url).pathname],
    {
      env: { ...process.env, LOG_LEVEL: 'warn', PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  running.add(child)
  const exited = once(child, 'exit').finally(() => running.delete(child))
  if (!child.stdout || child.pid === undefined) throw new Error('The server process did not start')
  let foundLink = (_link: string): void => undefined
  const setUpLink = new Promise<string>((resolve) => {
    foundLink = resolve
  })
  const url = await new Promise<string>((resolve, reject) => {
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
    lines.on('line', (line) => {
      const ready = /Samsyn is ready: (\S+)/.exec(line)
      if (ready?.[1]) resolve(ready[1])
      if (/^https?:\/\/\S+\/join#/.test(line)) foundLink(line)
    })
    exited.then(
      ([code]) => reject(new Error(`The server ended with code ${code} before it was ready`)),
      reject,
    )
  })
  return {
    url,
    pid: child.pid,
    setUpLink,
    ended: exited.then(([code]) => code as number | null),
    async end(signal) {
      child.kill(signal)
      const [code, name] = (await exited) as [number | null, string | null]
      return code ?? name
    },
  }
}
