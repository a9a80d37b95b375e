import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild } from './child.ts'
import type { Peer } from './peer.ts'

const people = ['drafter-dk', 'drafter-fi', 'drafter-is', 'drafter-no', 'drafter-se']

/** Samsyn as an operator runs it, over a fresh sample workspace. */
export async function startSamsyn(): Promise<Peer> {
  const folder = await mkdtemp(join(tmpdir(), 'samsyn-bench-'))
  const child = await startChild(new URL('../../server/src/main.ts', import.meta.url), {
    DATA_DIR: folder,
    PORT: '0',
    LOG_LEVEL: 'silent',
  })
  return {
    name: 'samsyn',
    syncUrl: `${child.url.replace('http', 'ws')}/sync`,
    document: 'reporting-template',
    params: { schema: '1' },
    async cookie(index) {
      const response = await fetch(`${child.url}/api/sample/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ personId: people[index % people.length] }),
      })
      return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    },
    async stop() {
      await child.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
