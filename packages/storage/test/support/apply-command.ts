import { createHash } from 'node:crypto'
import {
  buildRelease,
  type Command,
  type Position,
  type Refusal,
  type Result,
  type Transition,
  transition,
  usualReservationEffects,
} from '@samsyn/domain'
import type { Storage, Tables } from '../../src/index.ts'
import { deadline, drafter, now } from './builders.ts'

/** The text that a version of this number has in the tests. */
export function textOf(number: number): { readonly canonicalText: string; readonly contentHash: string } {
  const canonicalText = `{"content":"${number}. Räksmörgås – þæö €"}`
  return { canonicalText, contentHash: createHash('sha256').update(canonicalText).digest('hex') }
}

/** Gives a command to a stored position and stores what comes of it, all in one transaction as the server does. */
export function applyCommand(
  storage: Storage,
  positionId: string,
  command: Command,
  at: string = now,
): Promise<Result<Transition, Refusal>> {
  return storage.transaction(async (tables) => {
    const position = await tables.positions.byId(positionId)
    if (position === null) throw new Error(`There is no position ${positionId}`)
    const result = transition(position, command, { now: at, personId: drafter.id })
    if (!result.ok) return result
    if (!(await tables.positions.save(position.revision, result.value))) {
      throw new Error('Somebody else was faster')
    }
    await storeDocuments(tables, { before: position, after: result.value, at })
    await tables.events.append(
      result.value.events.map((event) => ({
        positionId,
        revision: result.value.position.revision,
        personId: drafter.id,
        country: 'SE',
        at,
        event,
      })),
    )
    return result
  })
}

/** Like `applyCommand`, for commands that the position has to take. */
export async function accepted(
  storage: Storage,
  positionId: string,
  command: Command,
  at: string = now,
): Promise<Position> {
  const result = await applyCommand(storage, positionId, command, at)
  if (!result.ok) throw new Error(`${command.type} was refused: ${result.refusal.code}`)
  return result.value.position
}

async function storeDocuments(
  tables: Tables,
  { before, after, at }: { readonly before: Position; readonly after: Transition; readonly at: string },
): Promise<void> {
  const { position, effects } = after
  if (position.life.status === 'frozen') {
    const { version } = position.life
    await tables.versions.insert({
      positionId: position.id,
      ...version,
      canonicalText: textOf(version.number).canonicalText,
      name: '',
      note: '',
      contributions: null,
      frozenAt: at,
      frozenBy: drafter.id,
    })
  }
  if (position.life.status === 'released' && 'round' in before.life && 'outcome' in before.life.round) {
    const { releaseId } = position.life
    await tables.releases.insert(
      buildRelease(before, before.life.round, {
        id: releaseId,
        reference: `NORD ${position.latestVersion}/26`,
        now: at,
        personId: drafter.id,
      }),
    )
  }
  for (const effect of effects) {
    if (effect.kind === 'release_superseded') {
      await tables.releases.supersede(effect.releaseId, effect.byReleaseId)
    }
  }
}

/** The commands that lead a new position to its release, in steps that a test can stop at. */
export const steps = {
  coordination: [{ type: 'start_coordination' }],
  frozen: [{ type: 'start_coordination' }, { type: 'freeze', contentHash: textOf(1).contentHash, name: '' }],
  signOff: [
    { type: 'start_coordination' },
    { type: 'freeze', contentHash: textOf(1).contentHash, name: '' },
    {
      type: 'open_round',
      roundId: 'round-1',
      version: { number: 1, contentHash: textOf(1).contentHash },
      notice: 'Please reply',
      deadline,
      reservationEffects: usualReservationEffects,
      pointsToClose: 0,
      openPoints: 0,
      openPointsReason: null,
      silence: null,
    },
  ],
} as const satisfies Readonly<Record<string, readonly Command[]>>

/** An answer of a country in the first round. */
export function decide(
  country: 'DK' | 'NO' | 'SE',
  changes: Partial<Extract<Command, { type: 'decide' }>> = {},
): Command {
  return {
    type: 'decide',
    decisionId: `decision-${country}`,
    roundId: 'round-1',
    country,
    version: { number: 1, contentHash: textOf(1).contentHash },
    value: { kind: 'agree' },
    deputyFor: null,
    statementHash: null,
    shownFormula: null,
    ...changes,
  }
}

/** Denmark does not take part and Norway confirms what the formula has become; behind these, Sweden's has still to come. */
export const stepsOut: readonly Command[] = [
  ...steps.signOff,
  decide('NO'),
  decide('SE'),
  decide('DK', { value: { kind: 'not_participating' } }),
  {
    type: 'confirm_terms',
    confirmationId: 'confirmation-no',
    deputyFor: null,
    statementHash: 'e'.repeat(64),
    shownFormula: null,
    roundId: 'round-1',
    country: 'NO',
    of: { kind: 'formula', partyFormula: 'This text is put forward by Norway and Sweden.' },
  },
]

/** Everything up to agreement. */
export const agreed: readonly Command[] = [...steps.signOff, decide('DK'), decide('NO'), decide('SE')]

/** Gives the commands one after the other and returns the position as it then is. */
export async function follow(
  storage: Storage,
  positionId: string,
  commands: readonly Command[],
): Promise<Position> {
  let position: Position | null = null
  for (const command of commands) position = await accepted(storage, positionId, command)
  if (position === null) throw new Error('There was no command to follow')
  return position
}
