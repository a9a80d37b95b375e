import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { draftIdOf, type Position, readDraftId } from '@samsyn/domain'
import type { Storage } from '@samsyn/storage'
import { createHistorian, createRooms } from '@samsyn/sync'
import type { Logger } from 'pino'
import { createChallenges } from './auth/challenges.ts'
import { relyingPartyOf } from './auth/relying-party.ts'
import { createSessions } from './auth/sessions.ts'
import { watchAuthority } from './authority-watch.ts'
import { calendarRouter } from './calendar/calendar-router.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { keepDeadlines } from './deadlines.ts'
import { createDocxWriter } from './files/docx-writer.ts'
import { createPdfWriter } from './files/pdf-writer.ts'
import { accountTurnHandlers } from './handlers/account-turns.ts'
import { accountHandlers } from './handlers/accounts.ts'
import { actHandlers } from './handlers/acts.ts'
import { calendarHandlers } from './handlers/calendar.ts'
import { contactHandlers } from './handlers/contacts.ts'
import type { HandlerContext } from './handlers/context.ts'
import { contributionSetHandlers } from './handlers/contribution-sets.ts'
import { corrigendumHandlers } from './handlers/corrigenda.ts'
import { decisionHandlers } from './handlers/decisions.ts'
import { deputyHandlers } from './handlers/deputies.ts'
import { draftContributionsHandlers } from './handlers/draft-contributions.ts'
import { draftHistoryHandlers } from './handlers/draft-history.ts'
import { draftTextHandlers } from './handlers/draft-text.ts'
import { evidenceHandlers } from './handlers/evidence.ts'
import { fileHandlers } from './handlers/files.ts'
import { folderHandlers } from './handlers/folders.ts'
import { invitationHandlers } from './handlers/invitations.ts'
import { limiteHandlers } from './handlers/limite.ts'
import { meetingFolderHandlers } from './handlers/meeting-folder.ts'
import { meetingReportFileHandlers } from './handlers/meeting-report-file.ts'
import { notificationHandlers } from './handlers/notifications.ts'
import { overviewHandlers } from './handlers/overview.ts'
import { ownAccountHandlers } from './handlers/own-account.ts'
import { pagesHandlers } from './handlers/own-pages.ts'
import { pagesHistoryHandlers } from './handlers/pages-history.ts'
import { passkeyHandlers } from './handlers/passkeys.ts'
import { positionHandlers } from './handlers/positions.ts'
import { proposalHandlers } from './handlers/proposals.ts'
import { purgeHandlers } from './handlers/purges.ts'
import { recordNotesHandlers } from './handlers/record-notes.ts'
import { recoveryHandlers } from './handlers/recoveries.ts'
import { releaseHandlers } from './handlers/releases.ts'
import { reportHandlers } from './handlers/reports.ts'
import { searchHandlers } from './handlers/search.ts'
import { sectionHandlers } from './handlers/sections.ts'
import { sessionHandlers } from './handlers/session.ts'
import { signOffHandlers } from './handlers/sign-off.ts'
import { spillHandlers } from './handlers/spills.ts'
import { suggestionHandlers } from './handlers/suggestions.ts'
import { tellingHandlers } from './handlers/telling-settings.ts'
import { threadHandlers } from './handlers/threads.ts'
import { translationHandlers } from './handlers/translations.ts'
import { keepHeartbeat } from './heartbeat.ts'
import { createApp } from './http/app.ts'
import { fileRouter } from './http/file-router.ts'
import { createSpillGate } from './http/spill-gate.ts'
import { createLiveEvents } from './live/live-events.ts'
import { createAddressCodes } from './mail/address-codes.ts'
import { keepMailed } from './mail/mailer.ts'
import { tellOldAddress } from './mail/old-address.ts'
import { openPost } from './mail/post.ts'
import { createDraftMoments } from './moments/draft-moments.ts'
import { keepNotified } from './notifications/notifier.ts'
import { openDatabase } from './open-database.ts'
import { watchSeals } from './own-pages-keys/seal-watch.ts'
import { createPositionCommands } from './position-commands.ts'
import { prepareWorkspace } from './sample/prepare-workspace.ts'
import { keepIndex } from './search/keep-index.ts'
import { invitationLink, offerSetUp } from './set-up.ts'
import { draftAccess } from './sync/draft-access.ts'
import { recordForgery } from './sync/forgery.ts'
import { createPollingGateway } from './sync/polling-gateway.ts'
import { createRecentAnswers } from './sync/recent-answers.ts'
import { createSyncGateway } from './sync/sync-gateway.ts'

export interface RunningServer {
  /** Where people reach it. */
  readonly url: string
  /** Where it listens, as seen from this machine. */
  readonly address: string
  /** The way in for the first administrator; null once there is one. A secret: for the operator alone. */
  readonly setUpLink: string | null
  readonly storage: Storage
  /** Refuses new work, puts what was accepted on disk, closes. */
  stop(): Promise<void>
}

const sweepEvery = 60_000
/** After a restart people come back to what they were writing, all at once. */
const draftsExpected = 20
const expectedFor = 60_000

/** Wires every room of the house and starts to listen. */
export async function startServer(
  config: Config,
  {
    logger,
    clock = systemClock,
    onLockLost,
  }: {
    readonly logger: Logger
    readonly clock?: Clock
    /** Told when another server may have taken the database over: from then on nothing may be written here. */
    readonly onLockLost?: () => void
  },
): Promise<RunningServer> {
  const pagesWatch = watchSeals(logger)
  const storage = await openDatabase(config, {
    logger,
    watch: pagesWatch,
    alone: {
      onLockLost: () => {
        logger.fatal('the lock of the database was lost: another server may have taken it over')
        onLockLost?.()
      },
    },
  })
  await storage.scrub().catch((error: unknown) => {
    logger.error({ err: error, security: true }, 'what was purged could not be taken off the disk')
  })
  await prepareWorkspace(storage, { clock, isSampleWanted: config.isSampleWanted })

  const sessions = createSessions(storage, clock, { isSecure: config.publicUrl?.protocol === 'https:' })
  const commands = createPositionCommands(storage, clock)
  const recent = createRecentAnswers(storage, { sessions, clock })
  const rooms = createRooms({
    log: storage.updateLog,
    logger,
    limits: config.limits,
    now: () => clock.now(),
    elapsed: () => clock.elapsed(),
    onForgery: recordForgery(storage, { clock, logger }),
    authority: async (personId, draftId) => {
      const person = await recent.person(personId)
      if (!person) return null
      watch.saw(person)
      const place = readDraftId(draftId)
      if (!place) return null
      const position = await recent.position(place.positionId)
      const access = draftAccess(place, position, { person, now: clock.now() })
      if (access.ok) return access.value
      return access.refusal.code === 'spill_locked' ? 'locked' : null
    },
  })
  const moments = createDraftMoments(storage, logger)
  const historian = createHistorian(storage.tables.updates)
  const post = config.mail && openPost(config.mail)
  const [docx, pdf] = [createDocxWriter(), createPdfWriter()]
  const context: HandlerContext = {
    storage,
    rooms,
    sessions,
    challenges: createChallenges(clock),
    relyingParty: () => relyingPartyOf(config.publicUrl, portOf(http)),
    commands,
    moments,
    historian,
    clock,
    logger,
    post,
    addressCodes: createAddressCodes(clock),
    tellOldAddress: (address, person) => tellOldAddress(address, person, { post, origin: origin(), logger }),
    arePagesOpen: () => pagesWatch.areAllOpen,
    areDeadlinesKept: () => deadlines.areKept,
    tellOfThread: (thread, position, { mentioned }) => {
      live
        .announceThread(thread, position, mentioned)
        .catch((error: unknown) => logger.error({ err: error }, 'could not tell of a thread'))
    },
    tellOfPages: (place, position) => {
      live
        .announcePages(place, position)
        .catch((error: unknown) => logger.error({ err: error }, 'could not tell of own pages'))
    },
    tellOfProposal: (proposal, position, { sharedAt }) => {
      live
        .announceProposal(proposal, position, sharedAt)
        .catch((error: unknown) => logger.error({ err: error }, 'could not tell of a proposal'))
    },
    tellOfMeetings: () => live.announceMeetings(),
    tellNotified: (personIds) => {
      live.announceNotified(personIds)
      if (personIds.length > 0) mailer?.wake()
    },
    forgetFiles: () => {
      pdf.forget()
      docx.forget()
    },
    endSockets: async (sessionId) => {
      live.endSession(sessionId)
      await rooms.endSessions({ webSessionId: sessionId })
    },
  }
  const spillGate = createSpillGate(storage, commands, clock)
  const app = createApp(config, {
    handlers: {
      ...sessionHandlers(context),
      ...invitationHandlers(context),
      ...accountHandlers(context),
      ...accountTurnHandlers(context),
      ...recoveryHandlers(context),
      ...deputyHandlers(context),
      ...ownAccountHandlers(context),
      ...passkeyHandlers(context),
      ...overviewHandlers(context),
      ...calendarHandlers(context),
      ...searchHandlers(context),
      ...notificationHandlers(context),
      ...tellingHandlers(context),
      ...positionHandlers(context),
      ...draftTextHandlers(context),
      ...draftContributionsHandlers(context),
      ...draftHistoryHandlers(context),
      ...signOffHandlers(context),
      ...decisionHandlers(context),
      ...actHandlers(context),
      ...contactHandlers(context),
      ...corrigendumHandlers(context),
      ...releaseHandlers(context),
      ...reportHandlers(context),
      ...translationHandlers(context),
      ...folderHandlers(context),
      ...threadHandlers(context),
      ...pagesHandlers(context),
      ...recordNotesHandlers(context),
      ...pagesHistoryHandlers(context),
      ...suggestionHandlers(context),
      ...proposalHandlers(context),
      ...contributionSetHandlers(context),
      ...limiteHandlers(context),
      ...sectionHandlers(context),
      ...spillHandlers(context),
      ...purgeHandlers(context),
    },
    files: fileRouter(
      {
        ...fileHandlers(context, { docx, pdf }),
        ...evidenceHandlers(context, { pdf }),
        ...meetingFolderHandlers(context, { pdf }),
        ...meetingReportFileHandlers(context, { pdf, docx }),
      },
      { sessions, spillGate },
    ),
    sessions,
    spillGate,
    calendars: calendarRouter(storage, { clock, origin: () => context.relyingParty().origin }),
    onChanged: () => notifier.wake(),
    clock,
    logger,
  })

  const http = createServer(
    { headersTimeout: config.handshake, connectionsCheckingInterval: Math.min(config.handshake, 5_000) },
    app,
  )
  const publicUrl = () => config.publicUrl
  const { messageBytes } = config.limits
  const live = createLiveEvents(http, {
    storage,
    sessions,
    clock,
    logger,
    publicUrl,
    messageBytes,
    onLetIn: (person) => watch.saw(person),
  })
  const gatewayOptions = { rooms, storage, sessions, recent, clock, logger, publicUrl, messageBytes }
  const gateway = createSyncGateway(http, { ...gatewayOptions, pingEvery: config.pingEvery })
  createPollingGateway(live.server, gatewayOptions)
  commands.onCommitted(async (committed) => {
    try {
      await Promise.all([live.announce(committed), refreshDrafts(committed.position)])
    } catch (error) {
      logger.error({ err: error }, 'could not tell of a change')
    }
  })
  const watch = watchAuthority({
    storage,
    rooms,
    recent,
    liveSessions: live.sessions,
    livePeople: live.people,
    clock,
    logger,
    endSockets: context.endSockets,
    tellOfRights: live.announceRights,
  })
  const origin = () => context.relyingParty().origin
  const mailer = post && keepMailed(storage, { post, origin, clock, logger })
  const notifier = keepNotified(storage, {
    clock,
    logger,
    onTold: context.tellNotified,
  })
  commands.onCommitted(() => notifier.wake())
  const heartbeat = await keepHeartbeat(storage, { clock, logger })
  const deadlines = keepDeadlines(storage, commands, { clock, heartbeat, logger })
  const stopSweeping = sweepSessions()
  const index = keepIndex({ storage, commands, clock, logger })

  await rooms.preload(await storage.tables.updates.recentDrafts(draftsExpected), expectedFor)

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(config.port, config.host, resolve)
  })
  const port = portOf(http)
  const address = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
  const url = config.publicUrl?.origin ?? address
  logger.info({ url, database: config.databaseUrl ? 'postgres' : 'sqlite' }, 'listening')

  const setUpToken = await offerSetUp(storage, clock)
  return {
    url,
    address,
    setUpLink: setUpToken === null ? null : invitationLink(context.relyingParty().origin, setUpToken),
    storage,
    async stop() {
      deadlines.stop()
      await heartbeat.stop()
      await notifier.stop()
      await mailer?.stop()
      stopSweeping()
      watch.stop()
      const indexStopped = index.stop()
      const closed = new Promise<void>((resolve) => http.close(() => resolve()))
      await rooms.shutdown()
      await indexStopped
      await moments.close()
      await historian.close()
      await Promise.all([docx.close(), pdf.close()])
      gateway.close()
      await live.close()
      http.closeAllConnections()
      await closed
      await storage.close()
      logger.info('stopped')
    },
  }

  /** Lets everybody who has a text of the position open know what they may do now. */
  async function refreshDrafts({ id: positionId, parties }: Position): Promise<void> {
    const draftIds = [null, ...parties].map((country) => draftIdOf({ positionId, country }))
    await Promise.all(draftIds.map((draftId) => rooms.refresh({ draftId })))
  }

  /** Forgets sessions that have expired; their sockets have gone by then. */
  function sweepSessions(): () => void {
    let cancel = (): void => undefined
    const sweep = async () => {
      for (const sessionId of await sessions.removeExpired()) await context.endSockets(sessionId)
    }
    const schedule = () => {
      cancel = clock.after(sweepEvery, () => {
        sweep()
          .catch((error: unknown) => logger.error({ err: error }, 'expired sessions could not be removed'))
          .finally(schedule)
      })
    }
    schedule()
    return () => cancel()
  }
}

function portOf(http: Server): number {
  return (http.address() as AddressInfo).port
}
