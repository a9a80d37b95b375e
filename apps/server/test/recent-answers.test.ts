import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSessions } from '../src/auth/sessions.ts'
import { createRecentAnswers, type RecentAnswers } from '../src/sync/recent-answers.ts'
import { whenFree } from './support/beside.ts'
import { type ManualClock, manualClock } from './support/manual-clock.ts'
import { openRawLine } from './support/raw-line.ts'
import { startTestServer, type TestServer } from './support/test-server.ts'

const positionId = 'reporting-template'

describe('what the doors remember', () => {
  let folder: string
  let server: TestServer
  let past: DatabaseSync
  let recent: RecentAnswers
  let clock: ManualClock

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-recent-'))
    clock = manualClock('2026-03-02T08:00:00.000Z')
    server = await startTestServer({ DATA_DIR: folder }, { clock })
    past = new DatabaseSync(join(folder, 'samsyn.sqlite'))
    const { storage } = server
    // The server's own chores write in its first seconds, which would have everything forgotten.
    const quiet = { tables: storage.tables, writes: 0 }
    recent = createRecentAnswers(quiet, {
      sessions: createSessions(storage, clock, { isSecure: false }),
      clock,
    })
  })
  afterEach(async () => {
    past.close()
    await server.stop()
    await rm(folder, { recursive: true })
  })

  /** As somebody does it who goes past the server. */
  const retitle = (title: string) =>
    whenFree(() => past.prepare('update positions set title = ? where id = ?').run(title, positionId))
  const title = async () => (await recent.position(positionId))?.title

  it('[A804] is what the database said a moment ago', async () => {
    for (let attempt = 1; ; attempt += 1) {
      // What was remembered before is over.
      await pause(300)
      const asked = performance.now()
      const before = await title()
      await retitle(`Changed past the server ${attempt}`)
      const now = await title()
      // On a machine with much to do the moment may be over.
      if (performance.now() - asked > 200) continue
      expect(now).toBe(before)
      recent.forget()
      expect(await title()).toBe(`Changed past the server ${attempt}`)
      return
    }
  })

  it('[A804] is nothing any more when something was written here', async () => {
    const { storage } = server
    const sessions = createSessions(storage, clock, { isSecure: false })
    const answers = createRecentAnswers(storage, { sessions, clock })
    await answers.person('drafter-dk')
    await whenFree(() =>
      past.exec("update people set name = 'Changed past the server' where id = 'drafter-dk'"),
    )
    await storage.tables.people.setLanguage('drafter-dk', 'da')
    expect(await answers.person('drafter-dk')).toMatchObject({
      name: 'Changed past the server',
      language: 'da',
    })
  })

  it('[A804] is nothing any more after a quarter of a second', async () => {
    await title()
    await retitle('Changed past the server')
    await pause(300)
    expect(await title()).toBe('Changed past the server')
  })

  it('[A804] is no session that has expired since', async () => {
    const { storage } = server
    const sessions = createSessions(storage, clock, { isSecure: false })
    const person = await storage.tables.people.byId('drafter-dk')
    if (!person) throw new Error('The sample has a drafter')
    const { setCookie } = await sessions.start(person, { passkeyId: null, tables: storage.tables })
    const cookie = setCookie.split(';')[0]
    expect(await recent.session(cookie)).toMatchObject({ person: { id: 'drafter-dk' } })
    clock.advance(7 * 24 * 60 * 60 * 1000)
    expect(await recent.session(cookie)).toBeNull()
  })

  it('[A52] lets nobody in again whom a change past the server has just put out', async () => {
    const [drafter, other] = [await server.signIn('drafter-dk'), await server.signIn('drafter-fi')]
    const lines = [
      await openRawLine(drafter, positionId, 'websocket'),
      await openRawLine(other, positionId, 'websocket'),
    ]
    await Promise.all(lines.map(({ synced }) => synced))
    await whenFree(() => past.exec("update people set is_disabled = 1 where id = 'drafter-dk'"))
    await whenFree(() => past.exec("delete from sessions where person_id = 'drafter-fi'"))
    clock.advance(1_000)
    await Promise.all(lines.map(({ closed }) => closed))
    // What was remembered of both when they came is a few milliseconds old.
    for (const client of [drafter, other]) {
      await expect(openRawLine(client, positionId, 'websocket')).rejects.toMatchObject({
        code: expect.stringMatching(/^(unauthenticated|session_ended)$/),
      })
    }
  })

  it('[A804] is never that there is none', async () => {
    expect(await recent.person('somebody-new')).toBeNull()
    await whenFree(() =>
      past.exec(
        "insert into people (id, name, country, ministry_id, language, is_disabled) values ('somebody-new', 'Somebody New', 'DK', null, 'en', 0)",
      ),
    )
    expect(await recent.person('somebody-new')).toMatchObject({ name: 'Somebody New' })
  })
})
