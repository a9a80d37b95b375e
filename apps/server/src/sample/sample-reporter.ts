import {
  type Action,
  capacityFor,
  consolidateReports,
  noteReport,
  type Person,
  type Position,
  type PositionEvent,
  type Result,
  reportsFor,
  submitReport,
  turnFollowUp,
} from '@samsyn/domain'
import type { DocJson } from '@samsyn/editor'
import type { Tables } from '@samsyn/storage'
import type { SampleReports } from './types.ts'

/** Something that was reported, and what it does to the workspace. */
interface Deed {
  readonly by: string
  readonly at: string
  /** By the right to it. */
  readonly action: Action
  readonly perform: (asking: Asking) => Promise<readonly PositionEvent[]>
}

type Asking = Parameters<typeof submitReport>[2]

/** Plays what was reported of one position, between the steps of its history, by the rules of the domain. */
export class SampleReporter {
  readonly #tables: Tables
  readonly #people: ReadonlyMap<string, Person>
  #left: readonly Deed[]
  #position: Position | null = null

  constructor(tables: Tables, people: ReadonlyMap<string, Person>, reports: SampleReports) {
    this.#tables = tables
    this.#people = people
    this.#left = this.#deedsOf(reports).toSorted((one, other) => (one.at < other.at ? -1 : 1))
  }

  /** Plays what came before an instant, all of it for null, while the position is as it is. */
  async reportUntil(at: string | null, position: Position): Promise<void> {
    this.#position = position
    const now = this.#left.filter((deed) => at === null || deed.at < at)
    this.#left = this.#left.filter((deed) => !now.includes(deed))
    for (const deed of now) {
      const person = this.#people.get(deed.by)
      if (!person) throw new Error(`${deed.by} is nobody`)
      const events = await deed.perform({ person, subject: position, now: deed.at })
      await this.#tables.events.append(
        events.map((event) => ({
          positionId: position.id,
          revision: position.revision,
          personId: person.id,
          country: person.country,
          capacity: capacityFor(person, deed.action, position, deed.at),
          at: deed.at,
          event,
        })),
      )
    }
  }

  #deedsOf({ given, consolidation, notes }: SampleReports): readonly Deed[] {
    const tables = this.#tables
    const { followUps } = consolidation
    return [
      ...given.map(
        ({ by, at, sections, ...words }, index): Deed => ({
          by,
          at,
          action: 'report.write',
          perform: async (asking) => {
            const { id: positionId } = this.#subject()
            const [release] = await tables.releases.byPosition(positionId)
            const version = release && (await tables.versions.byNumber(positionId, release.version.number))
            if (!version) throw new Error(`Sample position ${positionId} has no final text to report on`)
            const { content } = JSON.parse(version.canonicalText) as DocJson
            const answers = content.flatMap(({ attrs: { id, kind } }) => {
              const outcome = Object.entries(sections).find(([asked]) => asked === kind)?.[1]
              return outcome ? [{ sectionId: id, outcome }] : []
            })
            const [reporting] = reportsFor(asking)
            if (!reporting) throw new Error(`${by} reports for nobody`)
            const offer = {
              id: `${positionId}-report-${index + 1}`,
              releaseId: release.id,
              personId: by,
              country: reporting,
              replaces: null,
              ...words,
              sections: answers,
              said: [],
              followUps: [],
            }
            const { reports } = await tables.reports.byPosition(positionId)
            const sectionIds = content.map(({ attrs }) => attrs.id)
            const place = { positionId, meeting: null, sectionIds, reports, followUps: [] }
            const taken = accepted(submitReport(offer, place, asking))
            await tables.reports.insert(taken.value)
            return taken.events
          },
        }),
      ),
      {
        ...consolidation,
        action: 'report.consolidate',
        perform: async (asking) => {
          const { id: positionId } = this.#subject()
          const back = await tables.reports.byPosition(positionId)
          const { outcome, conclusion, dividingLine, nextStep } = consolidation
          const offer = {
            id: `${positionId}-consolidation`,
            basedOn: back.reports.map(({ id }) => id),
            replaces: null,
            said: [],
            outcome,
            conclusion,
            dividingLine,
            nextStep,
            followUps: followUps.map(({ action, owner, due }) => ({ action, owner, due })),
          }
          const made = accepted(consolidateReports(offer, { positionId, meeting: null, back }, asking))
          await tables.reports.consolidate(made.value)
          await tables.followUps.insert(made.followUps)
          return made.events
        },
      },
      ...notes.map(
        ({ by, at }): Deed => ({
          by,
          at,
          action: 'report.note',
          perform: async (asking) => {
            const { id: positionId, parties } = this.#subject()
            const back = await tables.reports.byPosition(positionId)
            const id = `${positionId}-consolidation`
            const noted = accepted(noteReport(id, { back, parties }, asking))
            await tables.reports.note(id, noted.note)
            return noted.events
          },
        }),
      ),
      ...followUps.flatMap(({ turned }, index): readonly Deed[] =>
        turned
          ? [
              {
                ...turned,
                action: 'follow_up.turn',
                perform: async (asking) => {
                  const id = `${this.#subject().id}-consolidation-${index + 1}`
                  const followUp = await tables.followUps.byId(id)
                  if (!followUp) throw new Error(`There is no follow-up ${id}`)
                  const done = accepted(turnFollowUp(followUp, { kind: turned.kind, reason: null }, asking))
                  await tables.followUps.addTurn(followUp, done.turn)
                  return done.events
                },
              },
            ]
          : [],
      ),
    ]
  }

  #subject(): Position {
    if (!this.#position) throw new Error('Nothing is reported before the position is there')
    return this.#position
  }
}

function accepted<Value>(result: Result<Value, { readonly code: string }>): Value {
  if (result.ok) return result.value
  throw new Error(`A sample report was refused with ${result.refusal.code}`)
}
