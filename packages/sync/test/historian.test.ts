import { afterEach, describe, expect, it } from 'vitest'
import {
  createHistorian,
  type Historian,
  type LogPages,
  readHistory,
  type StoredEntry,
} from '../src/index.ts'
import { Writing } from './support/writing.ts'

const root = 'default'

/** Logs that grow, and what was asked of them. */
class Logs implements LogPages {
  readonly asked: string[] = []
  readonly #logs = new Map<string, readonly StoredEntry[]>()
  isBroken = false

  set(draftId: string, entries: readonly StoredEntry[]): void {
    this.#logs.set(draftId, entries)
  }

  async lastPlace(draftId: string): Promise<number | null> {
    return this.#logs.get(draftId)?.at(-1)?.sequence ?? null
  }

  purged = 0

  async purges(): Promise<number> {
    return this.purged
  }

  async page(draftId: string, { after, through, most }: Parameters<LogPages['page']>[1]) {
    if (this.isBroken) throw new Error('The database is gone')
    this.asked.push(`${draftId} ${after}-${through}`)
    return (this.#logs.get(draftId) ?? [])
      .filter(({ sequence }) => sequence > after && sequence <= through)
      .slice(0, most)
  }
}

function written(lines = 1): Writing {
  const writing = new Writing()
  writing.addSection('fi', 's1', 'Position', '')
  for (let line = 0; line < lines; line += 1) writing.line('dk', 0, 1).insert(line, 'x')
  return writing
}

describe('[H12] the historian', () => {
  let historian: Historian
  afterEach(() => historian.close())

  it('answers in a thread of its own what the whole log answers, and reads on from where it was', async () => {
    const logs = new Logs()
    historian = createHistorian(logs)
    const writing = written(1_500)
    logs.set('a', writing.entries.slice())
    const asked = await Promise.all([
      historian.ask('a', { kind: 'authorship', root }),
      historian.ask('a', { kind: 'sessions', root, splitAt: null }),
      historian.ask('a', { kind: 'removals', root, place: 7 }),
    ])
    const history = readHistory(writing.entries)
    expect(asked).toEqual([
      history.authorship(root),
      history.workSessions(root, { splitAt: null }),
      history.removals(root, 7),
    ])
    expect(logs.asked).toEqual(['a 0-1501', 'a 1000-1501'])

    writing.line('se', 0, 1).insert(0, 'More. ')
    logs.set('a', writing.entries.slice())
    expect(await historian.ask('a', { kind: 'authorship', root })).toEqual(
      readHistory(writing.entries).authorship(root),
    )
    expect(logs.asked.slice(2)).toEqual(['a 1501-1502'])
    // Nothing new: not even the thread is asked.
    await historian.ask('a', { kind: 'authorship', root })
    expect(logs.asked).toHaveLength(3)
  })

  it('answers for a draft without entries', async () => {
    historian = createHistorian(new Logs())
    expect(await historian.ask('none', { kind: 'authorship', root })).toEqual({
      owners: [],
      runs: [],
      taken: [],
    })
  })

  it('keeps a few drafts, those asked for last', async () => {
    const logs = new Logs()
    historian = createHistorian(logs)
    const drafts = Array.from({ length: 9 }, (_, index) => `draft-${index}`)
    const writing = written()
    for (const draftId of drafts) {
      logs.set(draftId, writing.entries.slice())
      await historian.ask(draftId, { kind: 'authorship', root })
    }
    logs.asked.length = 0
    for (const draftId of ['draft-0', 'draft-8']) {
      logs.set(draftId, [...writing.entries, ...more(writing)])
      await historian.ask(draftId, { kind: 'authorship', root })
    }
    expect(logs.asked).toEqual(['draft-0 0-3', 'draft-8 2-3'])
  })

  it('leaves out what cannot be applied, and fails for one question when the log does', async () => {
    const logs = new Logs()
    historian = createHistorian(logs)
    const writing = written()
    const broken = { ...(writing.entries[0] as StoredEntry), update: new Uint8Array([1, 2, 3]), sequence: 3 }
    logs.set('a', [...writing.entries, broken])
    logs.isBroken = true
    await expect(historian.ask('a', { kind: 'authorship', root })).rejects.toThrow('The database is gone')
    logs.isBroken = false
    expect(await historian.ask('a', { kind: 'authorship', root })).toEqual(
      readHistory(writing.entries).authorship(root),
    )
  })

  it('takes so many questions at a time and no more', async () => {
    const logs = new Logs()
    historian = createHistorian(logs)
    logs.set('a', written().entries)
    const questions = Array.from({ length: 30 }, (_, place) =>
      historian.ask('a', { kind: 'removals', root, place }),
    )
    const answered = (await Promise.all(questions)).filter((answer) => answer !== null)
    expect(answered).toHaveLength(24)
  })

  it('[H28] reads a log anew that was purged, whatever it knew of it', async () => {
    const logs = new Logs()
    historian = createHistorian(logs)
    const [whole, kept] = [written(3), written(1)]
    const question = { kind: 'authorship', root } as const
    logs.set('a', whole.entries.slice())
    logs.set('a 1', whole.entries.slice())
    expect(await historian.ask('a', question)).toEqual(readHistory(whole.entries).authorship(root))
    await historian.ask('a 1', question)
    // Longer than before, as when somebody has written on since.
    kept.line('se', 0, 1).insert(0, 'More. ')
    const entries = kept.entries.map((entry) => ({ ...entry, sequence: entry.sequence + 10 }))
    logs.set('a', entries)
    logs.purged = 1
    expect(await historian.ask('a', question)).toEqual(readHistory(kept.entries).authorship(root))
    const before = logs.asked.length
    await historian.forget('a')
    await historian.ask('a', question)
    expect(logs.asked.slice(before)).toEqual(['a 0-13'])
  })
})

function more(writing: Writing): readonly StoredEntry[] {
  const before = writing.entries.length
  writing.line('dk', 0, 1).insert(0, 'y')
  return writing.entries.splice(before)
}
