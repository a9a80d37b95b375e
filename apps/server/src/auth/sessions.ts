import { randomUUID } from 'node:crypto'
import type { Person } from '@samsyn/domain'
import type { Storage, Tables } from '@samsyn/storage'
import { parseCookie, stringifySetCookie } from 'cookie'
import type { Clock } from '../clock.ts'
import { hashOf, newSecret } from './secrets.ts'

/** A signed-in person on one device. */
export interface WebSession {
  readonly id: string
  readonly person: Person
  /** The passkey it was begun with; null where somebody picked a person, or it is not known. */
  readonly passkeyId: string | null
  readonly expiresAt: string
}

const cookieName = 'samsyn_session'
const lifetimeInDays = 7
/** From its beginning: so long a browser may still come with its cookie, were its clock a week behind. */
const endedKeptDays = 2 * lifetimeInDays
const day = 24 * 60 * 60 * 1000

/** A session that has begun, with the `Set-Cookie` header that carries its secret. */
export interface Begun {
  readonly session: WebSession
  readonly setCookie: string
}

export interface Sessions {
  /**
   * Begins a session. One that is begun with a passkey is stored in the transaction that finds the passkey there: whoever
   * removes it meanwhile ends the session, too.
   */
  start(person: Person, begun: { readonly passkeyId: string | null; readonly tables: Tables }): Promise<Begun>
  /** The session of a `Cookie` header, or null when there is none that is valid and of an enabled person. */
  find(cookieHeader: string | undefined): Promise<WebSession | null>
  /**
   * Why a `Cookie` header has no session: somebody ended it, whose page then keeps nothing on its device, or there is none, be it that it
   * expired or that this database does not know it.
   */
  whyNone(cookieHeader: string | undefined): Promise<'session_ended' | 'unauthenticated'>
  /** Ends a session; returns the `Set-Cookie` header that removes the cookie. */
  end(sessionId: string): Promise<string>
  /** Ends every session of a person; returns their ids, and the header that removes the cookie here. */
  endAll(personId: string): Promise<{ sessionIds: readonly string[]; setCookie: string }>
  /** Forgets every session that has expired; returns their ids. */
  removeExpired(): Promise<readonly string[]>
}

/** Sessions kept in storage by the hash of a random secret; the cookie is HttpOnly, SameSite and, over https, Secure. */
export function createSessions(
  storage: Storage,
  clock: Clock,
  { isSecure }: { readonly isSecure: boolean },
): Sessions {
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure } as const
  const noCookie = stringifySetCookie({ name: cookieName, value: '', maxAge: 0, ...attributes })
  return {
    async start(person, { passkeyId, tables }) {
      const secret = newSecret()
      const createdAt = clock.now()
      const expires = new Date(Date.parse(createdAt) + lifetimeInDays * day)
      const session = { id: randomUUID(), person, passkeyId, expiresAt: expires.toISOString() }
      await tables.sessions.insert({
        id: session.id,
        tokenHash: hashOf(secret),
        personId: person.id,
        passkeyId,
        createdAt,
        expiresAt: session.expiresAt,
      })
      return {
        session,
        setCookie: stringifySetCookie({ name: cookieName, value: secret, expires, ...attributes }),
      }
    },
    async find(cookieHeader) {
      const secret = parseCookie(cookieHeader ?? '')[cookieName]
      if (!secret) return null
      const stored = await storage.tables.sessions.byTokenHash(hashOf(secret))
      if (!stored || Date.parse(stored.expiresAt) <= Date.parse(clock.now())) return null
      const person = await storage.tables.people.byId(stored.personId)
      if (!person || person.isDisabled) return null
      return { id: stored.id, person, passkeyId: stored.passkeyId, expiresAt: stored.expiresAt }
    },
    async whyNone(cookieHeader) {
      const secret = parseCookie(cookieHeader ?? '')[cookieName]
      const stored = secret ? await storage.tables.sessions.byTokenHash(hashOf(secret)) : null
      if (!stored) return 'unauthenticated'
      if (stored.isEnded) return 'session_ended'
      if (Date.parse(stored.expiresAt) <= Date.parse(clock.now())) return 'unauthenticated'
      const person = await storage.tables.people.byId(stored.personId)
      return person?.isDisabled ? 'session_ended' : 'unauthenticated'
    },
    async end(sessionId) {
      await storage.tables.sessions.remove(sessionId)
      return noCookie
    },
    async endAll(personId) {
      return {
        sessionIds: await storage.tables.sessions.endByPerson(personId),
        setCookie: noCookie,
      }
    },
    removeExpired: () => {
      const now = clock.now()
      const endedOfBefore = new Date(Date.parse(now) - endedKeptDays * day).toISOString()
      return storage.tables.sessions.removeExpired(now, { endedOfBefore })
    },
  }
}
