import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** Starts a Node program and resolves with the address it prints first; `stop` ends that process and waits for it. */
export async function startChild(
  program: URL,
  env: Record<string, string>,
): Promise<{ url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [program.pathname], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /https?:\/\/\S+|wss?:\/\/\S+/.exec(line)
      if (found) resolve(found[0])
    })
    exited.then(([code]) => reject(new Error(`${program.pathname} ended with ${code}`)), reject)
  })
  return {
    url,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}
