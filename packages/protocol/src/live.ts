import { positionEventTypes } from '@samsyn/domain'
import { z } from 'zod'
import { country, id } from './shapes.ts'

/** The one socket.io event from server to client: something changed; ids only, the client refetches what it may see. */
export const liveEventName = 'change'

/** Said instead of what happened, to whoever sees that the position moved but may not be told how. */
export const movedEventType = 'position.moved'

export const liveEvent = z.object({
  type: z.enum([...positionEventTypes, movedEventType]),
  /** Of the position. */
  id,
  revision: z.int().positive(),
})

export type LiveEvent = z.infer<typeof liveEvent>

/** Something was said or done in a thread: to those alone who may read it; ids only. */
export const threadEventName = 'thread'

export const threadEvent = z.object({
  positionId: id,
  threadId: id,
  /** Whether the one it is sent to has just been mentioned. */
  isMention: z.boolean(),
})

export type ThreadEvent = z.infer<typeof threadEvent>

/** Something changed on a delegation's own pages, beside their text: to those alone who may read them; ids only. */
export const pagesEventName = 'pages'

export const pagesEvent = z.object({ positionId: id, country })

export type PagesEvent = z.infer<typeof pagesEvent>

/** Something was proposed for a draft, or settled: to those alone who may read it; ids only. */
export const proposalsEventName = 'proposals'

export const proposalsEvent = z.object({ positionId: id })

export type ProposalsEvent = z.infer<typeof proposalsEvent>

/** Said to everybody when a meeting or an agenda was set up or said anew; without anything in it. */
export const meetingsEventName = 'meetings'

/** Said to a person who was told something, or who has read it elsewhere; without anything in it. */
export const notifiedEventName = 'notified'

/** Said to a person whose grants have changed, begun or run out; without anything in it. */
export const rightsEventName = 'rights'

/** Sent before the server ends a session's socket: the page goes to sign-in. */
export const sessionEndedEventName = 'session_ended'

/** The path of socket.io. */
export const livePath = '/socket.io'
