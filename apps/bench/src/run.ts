import { rmSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cpuMilliseconds } from './servers/process-figures.ts'
import type { Server, ServerKind } from './servers/server.ts'
import type { Texts } from './texts/texts.ts'
import { elapsed } from './workloads/place-content.ts'
import type { Metrics, StartOptions, Workload } from './workloads/workload.ts'

/** A place for the run's files, and what is prepared once for all repetitions. */
export interface Workshop {
  readonly texts: Texts
  readonly isQuick: boolean
  /** Measures one server once, with a folder and a process of its own. */
  measure(workload: Workload, kind: ServerKind, seed: number): Promise<Metrics>
  close(): Promise<void>
}

/** How long a server is waited for that is new, and one that was filled, in milliseconds. */
const restPatience = { new: 20_000, filled: 180_000 } as const

/** Waits until a server has done what it does by itself after it was started or filled, which is not what is measured. */
async function atRest({ pid }: Server, patience: number): Promise<void> {
  const deadline = performance.now() + patience
  for (let before = cpuMilliseconds(pid); performance.now() < deadline; ) {
    await elapsed(restSpan)
    const now = cpuMilliseconds(pid)
    if (now - before <= restSpan * restShare) return
    before = now
  }
}

/** A server rests that takes no more of a processor than this share over a span in milliseconds. */
const restShare = 0.02
const restSpan = 1_500

/** Opens a temporary folder (under TMPDIR, which decides whose disk is measured). */
export async function openWorkshop(texts: Texts, isQuick: boolean): Promise<Workshop> {
  const root = await mkdtemp(join(tmpdir(), 'samsyn-bench-'))
  // A driver that is broken off leaves nothing behind either.
  const removeAll = () => rmSync(root, { recursive: true, force: true })
  process.once('exit', removeAll)
  const prepared = new Set<string>()
  let runs = 0
  return {
    texts,
    isQuick,
    async measure(workload, kind, seed) {
      runs += 1
      const folder = join(root, `run-${runs}`)
      const servers: Server[] = []
      const start = async ({ documents = 1, prepare }: StartOptions = {}): Promise<Server> => {
        if (prepare) await fill(prepare, documents)
        await mkdir(folder, { recursive: true })
        const server = await kind.start({ folder, documents })
        servers.push(server)
        if (!prepare) await atRest(server, restPatience.new)
        return server
      }
      const fill = async (prepare: (server: Server) => Promise<void>, documents: number): Promise<void> => {
        if (!kind.isPersistent) return
        const source = join(root, `${workload.name}-${kind.name}`)
        if (!prepared.has(source)) {
          await mkdir(source, { recursive: true })
          const server = await kind.start({ folder: source, documents })
          await prepare(server)
            .then(() => atRest(server, restPatience.filled))
            .finally(() => server.stop())
          prepared.add(source)
        }
        await cp(source, folder, { recursive: true })
      }
      try {
        return await workload.measure({ kind, start, folder, texts, isQuick, seed })
      } finally {
        for (const server of servers) await server.stop()
        await rm(folder, { recursive: true, force: true })
      }
    },
    close() {
      process.off('exit', removeAll)
      return rm(root, { recursive: true, force: true })
    },
  }
}
