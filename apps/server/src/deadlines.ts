import {
  isLocked,
  isOver,
  lostBefore,
  ok,
  type Position,
  type PositionEventType,
  refuse,
} from '@samsyn/domain'
import type { Storage, Tables } from '@samsyn/storage'
import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import { corrigendumOf, endingOf, keepEnding } from './corrigenda.ts'
import type { Heartbeat } from './heartbeat.ts'
import { partiesWithoutLead } from './parties-without-lead.ts'
import type { CommandFor, PositionCommands } from './position-commands.ts'

/** Timers do not follow the clock where it is set, or where the machine slept: after this it is looked at again. */
const longestSleep = 5_000
const shortestSleep = 250
/** A deadline that is so long over, and did not end what it is of, is told as a fault. */
const lateAfter = 60_000

/** After these another deadline may be the next one. */
const setsDeadlines: ReadonlySet<PositionEventType> = new Set([
  'round.opened',
  'round.extended',
  'spill.ended',
  'spill.purged',
  'corrigendum.proposed',
  // With its final text goes what of it runs.
  'release.superseded',
  'support.withdrawn',
  'position.withdrawn',
  'position.closed',
])

export interface Deadlines {
  /** Whether nothing waits to be ended that was over a minute ago. */
  readonly areKept: boolean
  stop(): void
}

/** What a deadline ends. */
interface Ending {
  readonly id: string
  readonly deadline: string
  readonly end: () => Promise<void>
}

/**
 * Closes every round and issues every corrigendum whose deadline has passed, also those that passed while the server was down, and sleeps until the
 * next one. Returns how to stop it.
 */
export function keepDeadlines(
  storage: Storage,
  commands: PositionCommands,
  {
    clock,
    heartbeat,
    logger,
  }: { readonly clock: Clock; readonly heartbeat: Heartbeat; readonly logger: Logger },
): Deadlines {
  let cancel = (): void => undefined
  let isStopped = false
  let isRunning = false
  /** Asked to look again while a look is under way, whose list may be older than what has changed. */
  let isStale = false
  /** What is to end, by its id, with its deadline: as it was seen last, without what has ended since. */
  const toEnd = new Map<string, string>()

  const sleep = (milliseconds: number) => {
    cancel()
    if (!isStopped) cancel = clock.after(milliseconds, run)
  }

  function run(): void {
    isRunning = true
    isStale = false
    void Promise.all([endRounds(), endCorrigenda()]).then((waits) => {
      isRunning = false
      sleep(isStale ? shortestSleep : Math.min(...waits))
    })
  }

  function lookSoon(): void {
    if (isRunning) isStale = true
    else sleep(shortestSleep)
  }

  const endRounds = () =>
    each('round', async () =>
      (await storage.tables.positions.withOpenRounds()).flatMap((position) => {
        const { id, life } = position
        // A locked text holds its round up; whoever unlocks it gives the round another deadline.
        if (life.status !== 'in_sign_off' || isLocked(position, null)) return []
        return [{ id, deadline: life.round.deadline, end: () => endRound(id) }]
      }),
    )

  async function endRound(positionId: string): Promise<void> {
    const passing: CommandFor = async (position, tables) =>
      ok({
        type: 'pass_deadline',
        partiesWithoutLead: await partiesWithoutLead(position, tables, clock.now()),
        lost: await lostOf(position, tables),
      })
    const outcome = await commands.execute(positionId, passing, {
      person: null,
      action: null,
      revision: null,
    })
    logger.info({ positionId, code: outcome.ok ? 'closed' : outcome.refusal.code }, 'deadline passed')
  }

  const endCorrigenda = () =>
    each('corrigendum', async () => {
      const ending: Ending[] = []
      for (const { positionId, corrigendum } of await storage.tables.releases.runningCorrigenda()) {
        const position = await storage.tables.positions.byId(positionId)
        if (!position || isLocked(position, null)) continue
        const isInForce =
          position.releaseInForce === corrigendum.text.release.id &&
          position.suspendedBy.length === 0 &&
          !isOver(position.life)
        const { id, deadline } = corrigendum
        ending.push({
          id,
          deadline: isInForce ? deadline : earlier(deadline, clock.now()),
          end: () => endCorrigendumOf(positionId, id),
        })
      }
      return ending
    })

  async function endCorrigendumOf(positionId: string, corrigendumId: string): Promise<void> {
    let doing: { readonly command: Awaited<ReturnType<typeof endingOf>>; readonly now: string } | null = null
    const ending: CommandFor = async (current, tables, now) => {
      const running = await corrigendumOf(tables, current, corrigendumId)
      if (!running) return refuse({ code: 'corrigendum_over' })
      doing = { command: await endingOf(tables, current, running, now), now }
      return ok(doing.command)
    }
    const outcome = await commands.execute(positionId, ending, {
      person: null,
      action: null,
      revision: null,
      alsoWrite: async (tables, change) => {
        if (!doing) throw new Error('No corrigendum was ended')
        await keepEnding(tables, doing.command, change, { now: doing.now, personId: 'server' })
      },
    })
    const code = outcome.ok ? 'ended' : outcome.refusal.code
    logger.info({ positionId, corrigendumId, code }, 'a corrigendum ended')
  }

  /** Ends what is over of one kind; what fails holds up nothing else. Gives how long to wait. */
  async function each(
    kind: 'round' | 'corrigendum',
    list: () => Promise<readonly Ending[]>,
  ): Promise<number> {
    let wait = longestSleep
    try {
      const listed = await list()
      for (const key of toEnd.keys()) if (key.startsWith(`${kind} `)) toEnd.delete(key)
      for (const { id, deadline } of listed) toEnd.set(`${kind} ${id}`, deadline)
      for (const { id, deadline, end } of listed) {
        const left = Date.parse(deadline) - Date.parse(clock.now())
        if (left > 0) {
          wait = Math.min(wait, Math.max(left, shortestSleep))
          continue
        }
        try {
          // A machine that slept comes here before its next beat.
          await heartbeat.beat()
          await end()
          toEnd.delete(`${kind} ${id}`)
        } catch (error) {
          logger.error({ err: error, kind, id, deadline }, 'a deadline could not be kept; trying again')
        }
      }
    } catch (error) {
      logger.error({ err: error, kind }, 'deadlines could not be kept; trying again')
    }
    return wait
  }

  commands.onCommitted(({ events }) => {
    if (events.some(({ type }) => setsDeadlines.has(type))) lookSoon()
  })
  run()
  return {
    get areKept() {
      const late = Date.parse(clock.now()) - lateAfter
      return [...toEnd.values()].every((deadline) => Date.parse(deadline) > late)
    },
    stop: () => {
      isStopped = true
      cancel()
    },
  }
}

/** How much of the time before the deadline of an open round was lost to outages, since it was last put off. */
async function lostOf({ id, life }: Position, { events, heartbeat }: Tables): Promise<number> {
  if (life.status !== 'in_sign_off' || life.round.kind !== 'silence') return 0
  const { id: roundId, deadline, openedAt } = life.round
  const putOff = (await events.byPosition(id)).flatMap(({ event, at }) =>
    event.type === 'round.extended' && event.roundId === roundId ? [Date.parse(at)] : [],
  )
  const since = new Date(Math.max(Date.parse(openedAt), ...putOff)).toISOString()
  return lostBefore(deadline, await heartbeat.outages(), { since })
}

function earlier(one: string, other: string): string {
  return Date.parse(one) < Date.parse(other) ? one : other
}
