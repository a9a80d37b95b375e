import {
  type Action,
  assertNever,
  buildRelease,
  type Command,
  type Comment,
  capacityFor,
  changeMandate,
  createPosition,
  type DelegationContribution,
  draftIdOf,
  noMandate,
  type Person,
  type Position,
  type Result,
  type Transition,
  transition,
  usualReservationEffects,
} from '@samsyn/domain'
import {
  canonicalJson,
  contentHash,
  type DocJson,
  docToUpdate,
  findPassage,
  fragmentName,
  isUnsettled,
  openPoints,
  updateTowards,
} from '@samsyn/editor'
import type { Tables } from '@samsyn/storage'
import { readHistory, type StoredEntry } from '@samsyn/sync'
import { mergeUpdates } from 'yjs'
import { byDelegation } from '../contributions.ts'
import { releaseReference } from '../release-reference.ts'
import { indexRelease, indexVersion } from '../search/index-texts.ts'
import { SampleReporter } from './sample-reporter.ts'
import type {
  SampleComment,
  SamplePages,
  SamplePosition,
  SampleStep,
  SampleThread,
  SampleWorkspace,
} from './types.ts'

/** Writes a sample workspace: every position gets to its state by the very commands that people give. */
export async function loadSample(tables: Tables, sample: SampleWorkspace): Promise<void> {
  for (const ministry of sample.ministries) await tables.ministries.insert(ministry)
  for (const forum of sample.forums) await tables.forums.insert(forum)
  for (const dossier of sample.dossiers) await tables.dossiers.insert(dossier)
  // Grants may be for a forum or a dossier, which have to be there first.
  for (const person of sample.people) await tables.people.insert(person)
  for (const meeting of sample.meetings) await tables.meetings.insert(meeting)
  for (const item of sample.agendaItems) await tables.agendaItems.insert(item)
  const forumOf = new Map(sample.meetings.map(({ id, forumId }) => [id, forumId]))
  const meetingOf = new Map(sample.agendaItems.map(({ id, meetingId }) => [id, meetingId]))
  const people = new Map(sample.people.map((person) => [person.id, person]))
  for (const position of sample.positions) {
    const forumId = forumOf.get(meetingOf.get(position.agendaItemId) ?? '')
    if (forumId === undefined) throw new Error(`Sample position ${position.id} stands on no meeting`)
    await new SamplePlayer(tables, people, position).play(forumId)
  }
}

/** By which right each step is taken; null for what the server does, and for what is reported. */
const rights = {
  start_coordination: 'coordination.start',
  freeze: 'version.freeze',
  open_round: 'round.open',
  decide: 'decision.give',
  pass_deadline: null,
  release: 'release.issue',
  reopen_draft: 'draft.reopen',
  mark_used: null,
  receive_report: null,
  close: 'position.close',
  withdraw: 'position.withdraw',
  supersede: 'release.issue',
} as const satisfies Readonly<Record<SampleStep['type'], Action | null>>

/** Plays one position's history, step by step. */
class SamplePlayer {
  readonly #tables: Tables
  readonly #people: ReadonlyMap<string, Person>
  readonly #sample: SamplePosition
  #doc: DocJson
  #state: Uint8Array
  readonly #entries: StoredEntry[] = []
  /** How many entries there were at the last freeze. */
  #frozenThrough = 0

  constructor(tables: Tables, people: ReadonlyMap<string, Person>, sample: SamplePosition) {
    this.#tables = tables
    this.#people = people
    this.#sample = sample
    this.#doc = sample.doc
    this.#state = docToUpdate(sample.doc)
  }

  async play(forumId: string): Promise<void> {
    const {
      history,
      createdAt,
      createdBy,
      doc,
      reach,
      threads = [],
      ownPages = [],
      reports,
      ...facts
    } = this.#sample
    const created = this.#accepted(
      createPosition({ ...facts, forumId }, { now: createdAt, personId: createdBy }),
      'create',
    )
    await this.#tables.positions.insert(created)
    await this.#append(null, createdAt, this.#state)
    await this.#record(created, createdBy, { at: createdAt, action: 'position.create' })
    let { position } = created
    const reporting = reports ? new SampleReporter(this.#tables, this.#people, reports) : null
    for (const step of history) {
      await reporting?.reportUntil(step.at, position)
      position = await this.#step(position, step)
    }
    await reporting?.reportUntil(null, position)
    for (const [index, thread] of threads.entries()) await this.#discuss(index, thread)
    for (const pages of ownPages) await this.#writePages(position, pages)
    if (position.life.status !== reach)
      throw new Error(`Sample position ${position.id} is ${position.life.status}`)
  }

  async #step(before: Position, step: SampleStep): Promise<Position> {
    const by = 'by' in step ? step.by : null
    if (step.type === 'freeze') await this.#edit(step.edited, step)
    const command = await this.#commandOf(before, step)
    const change = this.#accepted(
      transition(before, command, { now: step.at, personId: by ?? 'server' }),
      step.type,
    )
    const { position } = change
    if (!(await this.#tables.positions.save(before.revision, change))) {
      throw new Error(`Sample position ${position.id} was changed by another`)
    }
    if (command.type === 'freeze' && step.type === 'freeze') {
      const version = {
        positionId: position.id,
        number: position.latestVersion,
        contentHash: command.contentHash,
        canonicalText: canonicalJson(this.#doc),
        name: command.name,
        note: step.note,
        contributions: this.#contributions(),
        frozenAt: step.at,
        frozenBy: step.by,
      }
      await this.#tables.versions.insert(version)
      await indexVersion(this.#tables, position, version)
    }
    if (command.type === 'release' && 'round' in before.life && 'outcome' in before.life.round) {
      const release = buildRelease(before, before.life.round, {
        id: command.releaseId,
        reference: releaseReference(before.life.round.version),
        now: step.at,
        personId: by ?? 'server',
      })
      await this.#tables.releases.insert(release)
      await indexRelease(this.#tables, release)
    }
    for (const effect of change.effects) {
      if (effect.kind === 'release_superseded') {
        await this.#tables.releases.supersede(effect.releaseId, effect.byReleaseId)
      }
    }
    await this.#record(change, by, { at: step.at, action: rights[step.type], subject: before })
    if (step.type === 'reopen_draft') await this.#edit(step.edited, step)
    return position
  }

  async #discuss(index: number, { audience, words, said, mustClose }: SampleThread): Promise<void> {
    const id = `${this.#sample.id}-thread-${index + 1}`
    const anchor = words === null ? null : findPassage(this.#state, words)
    if (words !== null && !anchor) throw new Error(`The sample text does not say “${words}”`)
    const comment = ({ by, at, text }: SampleComment, number: number): Comment => ({
      id: `${id}-${number + 1}`,
      personId: by,
      country: this.#people.get(by)?.country ?? null,
      wordings: [{ text, mentions: [], at }],
    })
    const [first, ...later] = said
    await this.#tables.threads.insert({
      id,
      positionId: this.#sample.id,
      audience,
      anchor,
      comments: [comment(first, 0), ...later.map((one, number) => comment(one, number + 1))],
      turns: mustClose
        ? [
            {
              kind: 'must_close',
              personId: mustClose.by,
              country: this.#people.get(mustClose.by)?.country ?? null,
              at: mustClose.at,
            },
          ]
        : [],
    })
  }

  async #writePages(position: Position, { country, doc, begunAt, mandate }: SamplePages): Promise<void> {
    const place = { positionId: position.id, country }
    await this.#tables.ownPages.begin(place, begunAt)
    const seed = { draftId: draftIdOf(place), personId: null, at: begunAt, update: docToUpdate(doc) }
    await this.#tables.updates.append([seed])
    for (const [index, change] of mandate.entries()) {
      const log = mandate.slice(0, index)
      const person = this.#people.get(change.personId)
      if (!person) throw new Error(`${change.personId} is nobody`)
      const asking = { person, subject: position, now: change.at }
      const events = changeMandate(log.at(-1) ?? noMandate, change, country, asking)
      if (!events.ok) throw new Error(`Sample mandate of ${country} refused: ${events.refusal.code}`)
      await this.#tables.ownPages.addMandate(place, log, change)
      await this.#record({ position, events: events.value }, change.personId, {
        at: change.at,
        action: 'national.share',
      })
    }
  }

  async #commandOf(position: Position, step: SampleStep): Promise<Command> {
    const id = `${position.id}-${position.revision}`
    switch (step.type) {
      case 'start_coordination':
      case 'pass_deadline':
      case 'mark_used':
      case 'receive_report':
      case 'close':
        return { type: step.type }
      case 'freeze':
        return { type: 'freeze', contentHash: contentHash(this.#doc), name: step.name ?? '' }
      case 'open_round':
        return {
          type: 'open_round',
          roundId: `round-${id}`,
          version: { number: position.latestVersion, contentHash: contentHash(this.#doc) },
          notice: step.notice,
          deadline: step.deadline,
          reservationEffects: usualReservationEffects,
          pointsToClose: 0,
          openPoints: openPoints(this.#doc).length,
          openPointsReason: null,
          silence: null,
        }
      case 'decide': {
        const { life } = position
        const country = this.#people.get(step.by)?.country
        if (life.status !== 'in_sign_off' || !country) throw new Error(`${step.by} decides in no round`)
        return {
          type: 'decide',
          decisionId: `decision-${id}`,
          roundId: life.round.id,
          country,
          version: life.round.version,
          value: step.value,
          deputyFor: null,
          statementHash: null,
          shownFormula: null,
        }
      }
      case 'release':
        return {
          type: 'release',
          releaseId: `release-${id}`,
          unsettled: openPoints(this.#doc).filter(isUnsettled).length,
        }
      case 'reopen_draft':
      case 'withdraw':
        return { type: step.type, reason: step.reason }
      case 'supersede': {
        const byReleaseId = (await this.#tables.positions.byId(step.byPositionId))?.releaseInForce
        if (!byReleaseId) throw new Error(`${step.byPositionId} has no release to supersede with`)
        return { type: 'supersede', byPositionId: step.byPositionId, byReleaseId }
      }
      default:
        return assertNever(step)
    }
  }

  /** Who contributed since the version before, as a freeze tells it. */
  #contributions(): readonly DelegationContribution[] {
    const through = this.#entries.length
    const after = this.#frozenThrough
    this.#frozenThrough = through
    const history = readHistory(this.#entries)
    return byDelegation(history.contributions(fragmentName, { after, through }), this.#people)
  }

  async #edit(
    doc: DocJson | undefined,
    { by, at }: { readonly by: string; readonly at: string },
  ): Promise<void> {
    if (!doc) return
    const update = updateTowards(this.#state, doc)
    await this.#append(by, at, update)
    // The state is only needed for the next edit, and the log's own rows are what a reader merges.
    this.#state = mergeUpdates([this.#state, update])
    this.#doc = doc
  }

  #append(personId: string | null, at: string, update: Uint8Array): Promise<void> {
    const entry = { draftId: this.#sample.id, personId, at, update }
    this.#entries.push({ ...entry, sequence: this.#entries.length + 1 })
    return this.#tables.updates.append([entry])
  }

  async #record(
    { position, events }: Pick<Transition, 'position' | 'events'>,
    personId: string | null,
    {
      at,
      action,
      subject = position,
    }: { readonly at: string; readonly action: Action | null; readonly subject?: Position },
  ): Promise<void> {
    const person = personId === null ? undefined : this.#people.get(personId)
    const country = person?.country ?? null
    const capacity = person && action ? capacityFor(person, action, subject, at) : null
    await this.#tables.events.append(
      events.map((event) => ({
        positionId: position.id,
        revision: position.revision,
        personId,
        country,
        capacity,
        at,
        event,
      })),
    )
  }

  #accepted(result: Result<Transition, { readonly code: string }>, step: string): Transition {
    if (result.ok) return result.value
    throw new Error(`Sample position ${this.#sample.id}: ${step} was refused with ${result.refusal.code}`)
  }
}
