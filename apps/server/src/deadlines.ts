import { isLocked, isOver, ok, type PositionEventType, refuse } from '@samsyn/domain'
import type { Storage } from '@samsyn/storage'
import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import { corrigendumOf, endingOf, keepEnding } from './corrigenda.ts'
import { partiesWithoutLead } from './parties-without-lead.ts'
import type { CommandFor, PositionCommands } from './position-commands.ts'

/** Timers do not follow the clock where it is set, or where the machine slept: after this it is looked at again. */
const longestSleep = 5_000
const shortestSleep = 250
const pauseAfterFault = 5_000

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

/**
 * Closes every round and issues every corrigendum whose deadline has passed, also those that passed while the server was down, and sleeps until the
 * next one. Returns how to stop it.
 */
export function keepDeadlines(
  storage: Storage,
  commands: PositionCommands,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): { stop(): void } {
  let cancel = (): void => undefined
  let isStopped = false
  let isRunning = false
  /** Asked to look again while a look is under way, whose list may be older than what has changed. */
  let isStale = false

  const sleep = (milliseconds: number) => {
    cancel()
    if (!isStopped) cancel = clock.after(milliseconds, run)
  }

  function run(): void {
    isRunning = true
    isStale = false
    void closeOverdue()
      .catch((error: unknown) => {
        logger.error({ err: error }, 'deadlines could not be kept; trying again')
        return pauseAfterFault
      })
      .then((wait) => {
        isRunning = false
        sleep(isStale ? shortestSleep : wait)
      })
  }

  function lookSoon(): void {
    if (isRunning) isStale = true
    else sleep(shortestSleep)
  }

  async function closeOverdue(): Promise<number> {
    let wait = longestSleep
    for (const { id, life, lockedTexts } of await storage.tables.positions.withOpenRounds()) {
      // A locked text holds its round up; whoever unlocks it gives the round another deadline.
      if (life.status !== 'in_sign_off' || isLocked({ lockedTexts }, null)) continue
      const left = Date.parse(life.round.deadline) - Date.parse(clock.now())
      if (left > 0) {
        wait = Math.min(wait, Math.max(left, shortestSleep))
        continue
      }
      const passing: CommandFor = async (position, tables) =>
        ok({
          type: 'pass_deadline',
          partiesWithoutLead: await partiesWithoutLead(position, tables, clock.now()),
        })
      const outcome = await commands.execute(id, passing, {
        person: null,
        action: null,
        revision: null,
      })
      logger.info({ positionId: id, code: outcome.ok ? 'closed' : outcome.refusal.code }, 'deadline passed')
    }
    return Math.min(wait, await endCorrigenda())
  }

  async function endCorrigenda(): Promise<number> {
    let wait = longestSleep
    for (const { positionId, corrigendum } of await storage.tables.releases.runningCorrigenda()) {
      const position = await storage.tables.positions.byId(positionId)
      if (!position || isLocked(position, null)) continue
      const left = Date.parse(corrigendum.deadline) - Date.parse(clock.now())
      const isInForce =
        position.releaseInForce === corrigendum.text.release.id &&
        position.suspendedBy.length === 0 &&
        !isOver(position.life)
      if (left > 0 && isInForce) {
        wait = Math.min(wait, Math.max(left, shortestSleep))
        continue
      }
      let doing: { readonly command: Awaited<ReturnType<typeof endingOf>>; readonly now: string } | null =
        null
      const ending: CommandFor = async (current, tables, now) => {
        const running = await corrigendumOf(tables, current, corrigendum.id)
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
      logger.info({ positionId, corrigendumId: corrigendum.id, code }, 'a corrigendum ended')
    }
    return wait
  }

  commands.onCommitted(({ events }) => {
    if (events.some(({ type }) => setsDeadlines.has(type))) lookSoon()
  })
  run()
  return {
    stop: () => {
      isStopped = true
      cancel()
    },
  }
}
