import { performance } from 'node:perf_hooks'
import type { Person, Position } from '@samsyn/domain'
import type { Storage } from '@samsyn/storage'
import { hashOf } from '../auth/secrets.ts'
import type { Sessions, WebSession } from '../auth/sessions.ts'
import type { Clock } from '../clock.ts'

/** In milliseconds. Well below the second within which a change that somebody made past this server takes effect. */
const rememberedFor = 250
/** More than a crowd asks in that time. */
const mostAnswers = 4_000

/** What the doors ask of the database about everybody who comes, several times each. */
export interface RecentAnswers {
  /** As `find` of the sessions. */
  session(cookieHeader: string | undefined): Promise<WebSession | null>
  person(id: string): Promise<Person | null>
  position(id: string): Promise<Position | null>
  /** How often something was purged from a draft. */
  purges(draftId: string): Promise<number>
  /** The next answers are the database's. */
  forget(): void
}

/**
 * Remembers answers of the database until anything is written to it here, and no longer than a quarter of a second, so that
 * a crowd that comes at once asks each question once. What depends on the present instant is for the asker to judge.
 */
export function createRecentAnswers(
  storage: Pick<Storage, 'writes' | 'tables'>,
  { sessions, clock }: { readonly sessions: Pick<Sessions, 'find'>; readonly clock: Clock },
): RecentAnswers {
  const answers = new Map<string, Promise<unknown>>()
  let since = 0
  let writes = -1

  function recall<T>(question: string, ask: () => Promise<T | null>): Promise<T | null> {
    const now = performance.now()
    if (writes !== storage.writes || now - since > rememberedFor || answers.size >= mostAnswers) {
      answers.clear()
      writes = storage.writes
      since = now
    }
    // Each question has one type of answer.
    const known = answers.get(question) as Promise<T | null> | undefined
    if (known !== undefined) return known
    const asked = ask()
    answers.set(question, asked)
    const forget = () => {
      if (answers.get(question) === asked) answers.delete(question)
    }
    // Whoever asks for what is not there may ask for anything, and as often.
    asked.then((answer) => answer ?? forget(), forget)
    return asked
  }

  return {
    async session(cookieHeader) {
      if (cookieHeader === undefined) return null
      const session = await recall(`session ${hashOf(cookieHeader)}`, () => sessions.find(cookieHeader))
      return session && Date.parse(session.expiresAt) > Date.parse(clock.now()) ? session : null
    },
    person: (id) => recall(`person ${id}`, () => storage.tables.people.byId(id)),
    position: (id) => recall(`position ${id}`, () => storage.tables.positions.byId(id)),
    purges: async (draftId) =>
      (await recall(`purges ${draftId}`, () => storage.tables.updates.purges(draftId))) ?? 0,
    forget: () => answers.clear(),
  }
}
