import { Worker } from 'node:worker_threads'
import type { HistoryAnswer, HistoryQuestion } from './historian-questions.ts'
import type { StoredEntry } from './update-log.ts'

/** Answers questions about the history of drafts without holding up anybody. */
export interface Historian {
  /** Answers from the whole log as it is now; null where too many wait already. */
  ask<Question extends HistoryQuestion>(
    draftId: string,
    question: Question,
  ): Promise<HistoryAnswer<Question> | null>
  /** Forgets everything of a draft whose log has lost entries. */
  forget(draftId: string): Promise<void>
  close(): Promise<void>
}

/** The log as a historian reads it. */
export interface LogPages {
  /** The place of the last entry of a draft; null for none. */
  lastPlace(draftId: string, instant: null): Promise<number | null>
  /** How often the log has lost entries: what was read of it before is worth nothing then. */
  purges(draftId: string): Promise<number>
  /** Entries after a place and up to another, oldest first, at most so many. */
  page(
    draftId: string,
    options: { readonly after: number; readonly through: number; readonly most: number },
  ): Promise<readonly StoredEntry[]>
}

/** What the thread is told. It answers each question, in their order. */
export type HistorianMessage =
  | { readonly kind: 'add'; readonly draftId: string; readonly entries: readonly StoredEntry[] }
  | { readonly kind: 'ask'; readonly draftId: string; readonly question: HistoryQuestion }
  | { readonly kind: 'forget'; readonly draftId: string }

/** Entries that are fetched from the database in one go, so that nobody waits long behind a long log. */
const entriesAtATime = 1_000
/** Histories that the thread keeps, and the entries in them together. */
const mostDrafts = 8
const mostEntries = 250_000
/** Answers that are kept for as long as nobody writes. */
const mostAnswers = 32
const mostWaiting = 24

const threadEnded = 'The thread of the historian has ended'

interface Kept {
  readonly through: number
  readonly entries: number
}

type Answer = HistoryAnswer<HistoryQuestion>

/** A historian with a thread of its own, which starts with the first question and reads on from where it was. */
export function createHistorian(log: LogPages): Historian {
  const kept = new Map<string, Kept>()
  const answers = new Map<string, Answer>()
  const underWay = new Map<string, Promise<Answer>>()
  let thread: Worker | null = null
  let isClosed = false
  let last: Promise<unknown> = Promise.resolve()

  function start(): Worker {
    const started = new Worker(new URL('./historian-worker.ts', import.meta.url))
    started.unref()
    const end = () => {
      if (thread !== started) return
      thread = null
      kept.clear()
    }
    // Whoever waits for an answer is told; the next question starts another.
    started.on('error', end)
    started.on('exit', end)
    return started
  }

  async function answer(
    { draftId, name }: ReadDraft,
    place: number,
    question: HistoryQuestion,
  ): Promise<Answer> {
    if (isClosed) throw new Error('The historian is closed')
    thread ??= start()
    const asked = thread
    const send = (message: HistorianMessage) => asked.postMessage(message)
    for (let known = kept.get(name) ?? { through: 0, entries: 0 }; known.through < place; ) {
      const entries = await log.page(draftId, {
        after: known.through,
        through: place,
        most: entriesAtATime,
      })
      const through = entries.length < entriesAtATime ? place : (entries.at(-1)?.sequence ?? place)
      known = { through, entries: known.entries + entries.length }
      send({ kind: 'add', draftId: name, entries })
      kept.set(name, known)
      // The database may answer without leaving this thread; the sessions get their turn between two pages.
      await new Promise(setImmediate)
      // It may have ended meanwhile, and with it what it knew.
      if (thread !== asked) throw new Error(threadEnded)
    }
    const answered = nextAnswer(asked)
    send({ kind: 'ask', draftId: name, question })
    const found = await answered
    forgetOldest(name, send)
    return found
  }

  function forgetOldest(draftId: string, send: (message: HistorianMessage) => void): void {
    const used = kept.get(draftId)
    kept.delete(draftId)
    if (used) kept.set(draftId, used)
    let entries = [...kept.values()].reduce((sum, each) => sum + each.entries, 0)
    for (const [oldest, each] of [...kept]) {
      if (oldest === draftId || (kept.size <= mostDrafts && entries <= mostEntries)) continue
      kept.delete(oldest)
      entries -= each.entries
      send({ kind: 'forget', draftId: oldest })
    }
  }

  function keep(key: string, found: Answer): void {
    answers.delete(key)
    answers.set(key, found)
    for (const oldest of answers.keys()) {
      if (answers.size <= mostAnswers) break
      answers.delete(oldest)
    }
  }

  return {
    async ask<Question extends HistoryQuestion>(draftId: string, question: Question) {
      const place = (await log.lastPlace(draftId, null)) ?? 0
      // Asked after the place: a purge in between leaves fewer entries up to it, and never shows what was read before.
      const name = nameOf(draftId, await log.purges(draftId))
      const key = JSON.stringify([name, place, question])
      const known = answers.get(key)
      // A question gets the answer of its own kind.
      if (known) return known as HistoryAnswer<Question>
      let asking = underWay.get(key)
      if (!asking) {
        if (underWay.size >= mostWaiting) return null
        asking = last.then(() => answer({ draftId, name }, place, question))
        underWay.set(key, asking)
        last = asking
          .then(
            (found) => keep(key, found),
            () => undefined,
          )
          .finally(() => underWay.delete(key))
      }
      return (await asking) as HistoryAnswer<Question>
    },
    async forget(draftId) {
      // In turn, so that nothing that is under way is kept after it.
      const forgetting = last.then(() => {
        for (const key of [...answers.keys()])
          if (draftOf(JSON.parse(key)[0]) === draftId) answers.delete(key)
        for (const name of [...kept.keys()]) {
          if (draftOf(name) !== draftId) continue
          kept.delete(name)
          thread?.postMessage({ kind: 'forget', draftId: name } satisfies HistorianMessage)
        }
      })
      last = forgetting
      await forgetting
    },
    async close() {
      isClosed = true
      await thread?.terminate()
    },
  }
}

/** A draft, and what it is called in the thread: another name after each purge. */
interface ReadDraft {
  readonly draftId: string
  readonly name: string
}

const nameOf = (draftId: string, purges: number) => `${draftId} ${purges}`
const draftOf = (name: string) => name.slice(0, name.lastIndexOf(' '))

function nextAnswer(thread: Worker): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (settled: () => void) => {
      thread.off('message', onMessage)
      thread.off('error', onError)
      thread.off('exit', onExit)
      settled()
    }
    const onMessage = (found: Answer) => settle(() => resolve(found))
    const onError = (error: Error) => settle(() => reject(error))
    const onExit = () => settle(() => reject(new Error(threadEnded)))
    thread.on('message', onMessage)
    thread.on('error', onError)
    thread.on('exit', onExit)
  })
}
