import {
  alwaysTold,
  type NotificationKind,
  type NotificationTopic,
  notificationKinds,
  notificationTopics,
  notificationWays,
} from '@samsyn/domain'
import { z } from 'zod'
import { mostUnread } from './most-unread.ts'
import { country, id, instant, language } from './shapes.ts'

const topics = Object.keys(notificationTopics) as [NotificationTopic, ...NotificationTopic[]]

/** What a person is told, without words of any text. */
export const notification = z.object({
  number: z.int().positive(),
  topic: z.enum(topics),
  at: instant,
  isRead: z.boolean(),
  /** Where it is to be seen, on this server. */
  path: z.string(),
  position: z.object({ id, title: z.string(), draftingLanguage: language }).nullable(),
  /** Whose lead it is about; null for whatever is about none. */
  leadOf: country.nullable(),
  /** Who did it; null for the server. */
  by: z.object({ name: z.string(), country: country.nullable() }).nullable(),
  /** Of the round that it is about. */
  deadline: instant.nullable(),
})

/** A person's notifications, newest first, and what of them they have not read. */
export const notificationList = z.object({
  notifications: z.array(notification),
  unread: z.int().min(0).max(mostUnread),
  /** To ask for the earlier ones; null where there are none. */
  before: z.int().positive().nullable(),
})

const way = z.enum(notificationWays)
const wayOf = (kind: NotificationKind) => (alwaysTold.has(kind) ? way.exclude(['none']) : way)

/** How a person is told, by kind. */
export const notificationSettings = z.object({
  ways: z.record(z.enum(notificationKinds), way),
  mail: z.object({
    /** Whether this server sends any. */
    isOn: z.boolean(),
    /** Null where they have shown none to be theirs. */
    address: z.string().nullable(),
    /** By the clocks in Brussels. */
    digestHour: z.int(),
  }),
  /** When the secret address of their calendar was made; null where there is none. */
  calendarMadeAt: instant.nullable(),
})

/** The hours at which a digest can be sent, on days on which Brussels works. */
export const digestHour = z.int().min(6).max(18)

/** What of it they change. */
export const changedWays = z.strictObject(
  Object.fromEntries(notificationKinds.map((kind) => [kind, wayOf(kind).optional()])) as Record<
    NotificationKind,
    z.ZodOptional<typeof way>
  >,
)

export type Notification = z.infer<typeof notification>
export type NotificationList = z.infer<typeof notificationList>
export type NotificationSettings = z.infer<typeof notificationSettings>
