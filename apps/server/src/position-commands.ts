import {
  type Action,
  type Capacity,
  type Command,
  type CreatePosition,
  can,
  capacityFor,
  createPosition,
  type Effect,
  ok,
  type Person,
  type Position,
  type PositionEvent,
  refuse,
  type Transition,
  transition,
} from '@samsyn/domain'
import type { Storage, Tables } from '@samsyn/storage'
import type { Clock } from './clock.ts'
import type { Outcome } from './refusal.ts'

/** What was stored, told to everyone who acts on it after the commit. */
export interface Committed {
  readonly position: Position
  readonly events: readonly PositionEvent[]
  readonly effects: readonly Effect[]
}

export interface ExecuteOptions {
  /** Null when the server itself acts, at a deadline. */
  readonly person: Person | null
  /** The right the person needs; null only together with a null person. */
  readonly action: Action | null
  /** The revision the person saw; null for commands that name what they are about in another way. */
  readonly revision: number | null
  /** Further rows that belong to the same fact, written in the same transaction. */
  readonly alsoWrite?: (tables: Tables, change: Transition, before: Position) => Promise<void>
}

/** Told of a commit; what it returns resolves, if it is a promise, when it has told others, and never rejects. */
type CommitListener = (committed: Committed) => void | Promise<void>

/** Names the command for a position as it is at the instant that it is done; reads what else it needs from the transaction's own tables. */
export type CommandFor = (
  position: Position,
  tables: Tables,
  now: string,
  /** Who does it, as they are at that instant; throws where the server itself does. */
  actor: () => Person,
) => Outcome<Command> | Promise<Outcome<Command>>

export interface PositionCommands {
  /** Begins a position and seeds its draft in one transaction. */
  create(input: CreatePosition, seed: Uint8Array, person: Person): Promise<Outcome<Position>>
  /**
   * Does one command: right, rule, state and event log in one transaction with compare-and-set on the revision; then
   * tells the listeners. Refusals: `not_found`, `forbidden`, `revision_conflict` and the domain's own.
   */
  execute(positionId: string, commandFor: CommandFor, options: ExecuteOptions): Promise<Outcome<Position>>
  /**
   * Does a command that follows from what a person has just done elsewhere with a right of its own, in the transaction of that. The
   * caller has every position of it alone (`byIdAlone`) before it appends to the event log, and announces what was done once it is
   * stored. Null where the position does not take the command.
   */
  follow(
    position: Position,
    command: Command,
    by: {
      readonly tables: Tables
      readonly now: string
      readonly person: Person
      readonly capacity: Capacity
    },
  ): Promise<Committed | null>
  /** Tells the listeners of something that was stored about a position without changing it. */
  announce(committed: Committed): void
  /** As `announce`; resolves when they have told of it themselves. */
  announced(committed: Committed): Promise<void>
  /** Calls the listener after every commit. */
  onCommitted(listener: CommitListener): void
}

/** How often a command without a revision is tried again when another one was stored under it. */
const attempts = 5

/** The way of a decision (docs/architecture.md): the only place that changes a position. */
export function createPositionCommands(storage: Storage, clock: Clock): PositionCommands {
  const listeners: CommitListener[] = []
  const tellAll = ({ position, events, effects }: Committed): readonly unknown[] =>
    listeners.map((listener) => listener({ position, events, effects }))
  const announce = (committed: Committed): Position => {
    tellAll(committed)
    return committed.position
  }

  async function attempt(
    positionId: string,
    commandFor: CommandFor,
    options: ExecuteOptions,
  ): Promise<Outcome<Transition>> {
    return storage.transaction(async (tables) => {
      const now = clock.now()
      const { action, revision } = options
      const position = await tables.positions.byId(positionId)
      // As they are by now, and until this is stored: what somebody began who is disabled or has other roles meanwhile counts for
      // nothing. The position first, then the person: whoever changes people has no position.
      const person = options.person && (await tables.people.byIdHeld(options.person.id))
      if (options.person && (!person || person.isDisabled)) return refuse({ code: 'forbidden' })
      if (!position || (person && !can(person, 'position.read', position, now)))
        return refuse({ code: 'not_found' })
      if (person && action && !can(person, action, position, now)) return refuse({ code: 'forbidden' })
      const command = await commandFor(position, tables, now, () => {
        if (!person) throw new Error('The server acts for nobody')
        return person
      })
      if (!command.ok) return command
      if (revision !== null && revision !== position.revision) return refuse({ code: 'revision_conflict' })
      const change = transition(position, command.value, { now, personId: person?.id ?? 'server' })
      if (!change.ok) return change
      if (!(await tables.positions.save(position.revision, change.value))) {
        return refuse({ code: 'revision_conflict' })
      }
      await options.alsoWrite?.(tables, change.value, position)
      const capacity = person && action && capacityFor(person, action, position, now)
      await appendEvents(tables, change.value, { now, person, capacity })
      return change
    })
  }

  return {
    async create(input, seed, person) {
      const now = clock.now()
      const change = createPosition(input, { now, personId: person.id })
      if (!change.ok) return change
      const subject = { ...change.value.position }
      const capacity = capacityFor(person, 'position.create', subject, now)
      if (capacity === null) return refuse({ code: 'forbidden' })
      await storage.transaction(async (tables) => {
        await tables.positions.insert(change.value)
        await tables.updates.append([{ draftId: input.id, personId: null, at: now, update: seed }])
        await appendEvents(tables, change.value, { now, person, capacity })
      })
      return ok(announce(change.value))
    },
    async execute(positionId, commandFor, options) {
      for (let left = options.revision === null ? attempts : 1; ; left -= 1) {
        const outcome = await attempt(positionId, commandFor, options)
        if (outcome.ok) return ok(announce(outcome.value))
        if (outcome.refusal.code !== 'revision_conflict' || left <= 1) return outcome
      }
    },
    async follow(position, command, { tables, now, person, capacity }) {
      const change = transition(position, command, { now, personId: person.id })
      if (!change.ok) return null
      if (!(await tables.positions.save(position.revision, change.value)))
        throw new Error(`Position ${position.id} was not had alone`)
      await appendEvents(tables, change.value, { now, person, capacity })
      return change.value
    },
    announce,
    async announced(committed) {
      await Promise.all(tellAll(committed))
    },
    onCommitted: (listener) => {
      listeners.push(listener)
    },
  }
}

async function appendEvents(
  tables: Tables,
  { position, events }: Transition,
  by: {
    readonly now: string
    readonly person: Person | null
    readonly capacity: Capacity | null
  },
): Promise<void> {
  await tables.events.append(
    events.map((event) => ({
      positionId: position.id,
      revision: position.revision,
      personId: by.person?.id ?? null,
      country: by.person?.country ?? null,
      capacity: by.capacity,
      at: by.now,
      event,
    })),
  )
}
