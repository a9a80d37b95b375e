import { randomUUID } from 'node:crypto'
import type { Person } from '@samsyn/domain'
import type { Storage } from '@samsyn/storage'
import { parseCookie, stringifySetCookie } from 'cookie'
import type { Clock } from '../clock.ts'
import { hashOf, newSecret } from './secrets.ts'

/** A signed-in person on one device. */
export interface WebSession {
  readonly id: string
  readonly person: Person
  readonly expiresAt: string
}

const cookieName = 'samsyn_session'
const lifetimeInDays = 7

export interface Sessions {
  /** Begins a session; returns it with the `Set-Cookie` header that carries its secret. */
  start(person: Person): Promise<{ session: WebSession; setCookie: string }>
  /** The session of a `Cookie` header, or null when there is none that is valid and of an enabled person. */
  find(cookieHeader: string | undefined): Promise<WebSession | null>
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
    async start(person) {
      const secret = newSecret()
      const createdAt = clock.now()
      const expires = new Date(Date.parse(createdAt) + lifetimeInDays * 24 * 60 * 60 * 1000)
      const session = { id: randomUUID(), person, expiresAt: expires.toISOString() }
      await storage.tables.sessions.insert({
        id: session.id,
        tokenHash: hashOf(secret),
        personId: person.id,
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
      return { id: stored.id, person, expiresAt: stored.expiresAt }
    },
    async end(sessionId) {
      await storage.tables.sessions.remove(sessionId)
      return noCookie
    },
    async endAll(personId) {
      return {
        sessionIds: await storage.tables.sessions.removeByPerson(personId),
        setCookie: noCookie,
      }
    },
    removeExpired: () => storage.tables.sessions.removeExpired(clock.now()),
  }
}
