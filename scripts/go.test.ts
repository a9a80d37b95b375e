import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'

const root = new URL('..', import.meta.url).pathname

describe('npm start', () => {
  it('[B10] serves the sample workspace and its pages, and ends cleanly on SIGTERM', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'samsyn-start-'))
    const child = spawn('npm', ['start'], {
      cwd: root,
      env: { ...process.env, PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit')
    let url = ''
    try {
      url = await new Promise<string>((resolve, reject) => {
        exited.then(([code]) => reject(new Error(`ended with ${code}`)), reject)
        createInterface({ input: child.stdout }).on('line', (line) => {
          const ready = /Samsyn is ready: (\S+)/.exec(line)
          if (ready?.[1]) resolve(ready[1])
        })
      })
      const workspace = (await (await fetch(`${url}/api/workspace`)).json()) as { isSample: boolean }
      expect(workspace.isSample).toBe(true)
      for (const path of ['/', '/positions/reporting-template', '/read/anything']) {
        const page = await fetch(url + path, { headers: { accept: 'text/html' } })
        expect(page.status).toBe(200)
        expect(await page.text()).toContain('<div id="app">')
      }
      expect((await fetch(`${url}/assets/no-such-file.js`)).status).toBe(404)
    } finally {
      child.kill('SIGTERM')
    }
    await exited
    // npm itself ends with the signal; what counts is that the server has closed its database and is gone.
    while (existsSync(join(folder, 'samsyn.sqlite-wal')))
      await new Promise((resolve) => setTimeout(resolve, 50))
    await expect(fetch(`${url}/api/health`)).rejects.toThrow()
    await rm(folder, { recursive: true, force: true })
  })

  it('[B11] an unknown task is named, with those there are', async () => {
    const child = spawn('node', ['scripts/go.mjs', 'stop'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    expect((await once(child, 'exit'))[0]).toBe(2)
    expect(said).toContain('Unknown task "stop"')
    expect(said).toContain('start')
  })
})
