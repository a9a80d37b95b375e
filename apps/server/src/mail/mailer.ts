import { randomUUID } from 'node:crypto'
import { isWorkingDay, neverPutOff } from '@samsyn/domain'
import type { MailAddress, Storage, StoredMail, StoredNotification } from '@samsyn/storage'
import type { Logger } from 'pino'
import { type Chore, keepDoing } from '../chore.ts'
import type { Clock } from '../clock.ts'
import { shownTo } from '../notifications/shown.ts'
import { digestOf, letterOf } from './letter.ts'
import type { Post } from './post.ts'

/** So many mails at once a person has in an hour; the rest waits for the digest, but for what never does. */
export const mostAnHour = 10
/** So often a mail is tried; with the pauses between, for about a day. */
export const mostTries = 12

const hour = 60 * 60 * 1000
const firstPause = 60_000
const longestPause = 4 * hour
const atATime = 20
const digestAtMost = 200

/**
 * Mails people what they were told. What is to be mailed, and how often it was tried, is in the database: a restart loses nothing. A
 * try is counted before it is made, so each mail is handed over at least once or given up; a server that is killed between
 * the mail server's yes and the note of it hands the mail over again, under the same Message-ID.
 */
export function keepMailed(
  storage: Storage,
  {
    post,
    origin,
    clock,
    logger,
  }: {
    readonly post: Post
    readonly origin: () => string
    readonly clock: Clock
    readonly logger: Logger
  },
): Chore {
  const { tables } = storage
  let isStopped = false

  async function lookNow(): Promise<void> {
    await makeAtOnce()
    await makeDigests()
    for (;;) {
      const waiting = await tables.mails.waiting(clock.now(), atATime)
      for (const mail of waiting) if (!isStopped) await send(mail)
      if (isStopped || waiting.length < atATime) return
    }
  }

  /** Puts what is to be mailed at once into mails of their own, as many as somebody may have. */
  async function makeAtOnce(): Promise<void> {
    for (const each of await tables.mails.dueAtOnce(atATime)) {
      await storage.transaction(async ({ mails }) => {
        const now = clock.now()
        const hourAgo = new Date(Date.parse(now) - hour).toISOString()
        const isMuch = (await mails.atOnceSince(each.personId, hourAgo)) >= mostAnHour
        if (isMuch && !neverPutOff.has(each.topic)) await mails.putOff([each.number])
        else
          await mails.make({ id: randomUUID(), personId: each.personId, kind: 'at_once', at: now }, [
            each.number,
          ])
      })
    }
  }

  async function makeDigests(): Promise<void> {
    const now = clock.now()
    const today = Temporal.Instant.from(now).toZonedDateTimeISO('Europe/Brussels')
    const day = today.toPlainDate().toString()
    if (!isWorkingDay(day, 'EU')) return
    for (const address of await tables.mails.addresses()) {
      if (address.digestedOn >= day || today.hour < address.digestHour) continue
      await makeDigest(address, { day, now })
    }
  }

  const makeDigest = (address: MailAddress, { day, now }: { readonly day: string; readonly now: string }) =>
    storage.transaction(async ({ mails }) => {
      const { personId } = address
      await mails.setAddress({ ...address, digestedOn: day })
      const due = await mails.dueForDigest(personId, digestAtMost)
      if (due.length > 0)
        await mails.make(
          { id: randomUUID(), personId, kind: 'digest', at: now },
          due.map(({ number }) => number),
        )
    })

  async function send(mail: StoredMail): Promise<void> {
    const { id, personId, tries } = mail
    const pause = Math.min(firstPause * 2 ** tries, longestPause)
    const nextAt = new Date(Date.parse(clock.now()) + pause).toISOString()
    if (!(await tables.mails.begin(mail, nextAt))) return
    const address = await tables.mails.addressOf(personId)
    const letter = address && (await write(mail))
    if (!letter) {
      await tables.mails.end(id, 'dropped', clock.now())
      return
    }
    const { delivery, error } = await post.send({ id, to: address.address, letter })
    if (delivery === 'sent') await tables.mails.end(id, 'sent', clock.now())
    else if (delivery === 'refused' || tries + 1 >= mostTries) {
      await tables.mails.end(id, 'given_up', clock.now())
      logger.error({ err: error, mailId: id, personId, tries: tries + 1 }, 'a mail was given up')
    } else
      logger.warn(
        { err: error, mailId: id, tries: tries + 1, nextAt },
        'a mail could not be sent; later again',
      )
  }

  /** What a mail says by now; null where there is nothing left to say, or nobody to say it to. */
  async function write({ id, personId, kind }: StoredMail) {
    const person = await tables.people.byId(personId)
    if (!person || person.isDisabled) return null
    const now = clock.now()
    const unread = (await tables.mails.notificationsOf(id)).filter(isUnread)
    const shown = await shownTo(person, unread, { tables, now })
    const [first] = shown
    const place = { language: person.language, origin: origin() }
    if (!first) return null
    return kind === 'digest' ? digestOf(shown, now, place) : letterOf(first, place)
  }

  const chore = keepDoing(lookNow, { clock, logger, fault: 'mails could not be seen to; trying again' })
  return {
    wake: chore.wake,
    async stop() {
      isStopped = true
      await chore.stop()
      post.close()
    },
  }
}

const isUnread = ({ readAt }: StoredNotification) => readAt === null
