import { languages, ok, refuse } from '@samsyn/domain'
import { schemaVersion } from '@samsyn/editor'
import type { Handlers } from '../http/api.ts'
import { personCard, sessionInfo } from '../views/people.ts'
import type { HandlerContext } from './context.ts'

type SessionRoutes =
  | 'getHealth'
  | 'getWorkspace'
  | 'getSession'
  | 'endSession'
  | 'setLanguage'
  | 'listSamplePeople'
  | 'startSampleSession'

/** Who is signed in, and how one signs in to a sample workspace. */
export function sessionHandlers({
  storage,
  sessions,
  endSockets,
  relyingParty,
  arePagesOpen,
  areDeadlinesKept,
}: HandlerContext): Pick<Handlers, SessionRoutes> {
  const { tables } = storage
  const ministries = async () =>
    new Map((await tables.ministries.all()).map((ministry) => [ministry.id, ministry]))
  const isSample = async () => (await tables.workspace.get())?.isSample ?? false

  return {
    getHealth: async () => {
      try {
        await storage.checkWritable()
        return ok({
          status: 'ok',
          ownPages: arePagesOpen() ? 'ok' : 'sealed',
          deadlines: areDeadlinesKept() ? 'ok' : 'overdue',
        })
      } catch {
        // Whatever keeps the database from being written, the answer is the same; the operator's log has the cause.
        return refuse({ code: 'unavailable' })
      }
    },
    getWorkspace: async () => {
      const workspace = await tables.workspace.get()
      return ok({
        name: workspace?.name ?? 'Samsyn',
        isSample: workspace?.isSample ?? false,
        schemaVersion,
        languages: [...languages],
        passkeyOrigin: relyingParty().origin,
      })
    },
    getSession: async ({ session }) => ok(await sessionInfo(session, tables)),
    endSession: async ({ session, setCookie }) => {
      setCookie(await sessions.end(session.id))
      await endSockets(session.id)
      return ok(null)
    },
    setLanguage: async ({ session, body }) => {
      await tables.people.setLanguage(session.person.id, body.language)
      return ok(
        await sessionInfo({ ...session, person: { ...session.person, language: body.language } }, tables),
      )
    },
    listSamplePeople: async () => {
      if (!(await isSample())) return refuse({ code: 'not_a_sample_workspace' })
      const known = await ministries()
      return ok(
        (await tables.people.all())
          .filter((person) => !person.isDisabled)
          .map((person) => personCard(person, known)),
      )
    },
    startSampleSession: async ({ body, setCookie }) => {
      if (!(await isSample())) return refuse({ code: 'not_a_sample_workspace' })
      const person = await tables.people.byId(body.personId)
      if (!person || person.isDisabled) return refuse({ code: 'not_found', field: 'personId' })
      const started = await sessions.start(person, { passkeyId: null, tables })
      setCookie(started.setCookie)
      return ok(await sessionInfo(started.session, tables))
    },
  }
}
