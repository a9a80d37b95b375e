import { z } from 'zod'
import { changedWays, notificationList, notificationSettings } from './notification-shapes.ts'
import { about, type Route, read } from './route-parts.ts'

/** What people are told, and how. */
export const notificationRoutes = {
  getNotifications: {
    ...read,
    path: '/notifications',
    summary: 'What the signed-in person was told, newest first, and how much of it they have not read',
    query: z.strictObject({ before: z.coerce.number().int().positive().optional() }),
    response: notificationList,
  },
  readNotifications: {
    ...about,
    method: 'POST',
    path: '/notifications/reading',
    summary: 'Take one notification as read, or all up to one',
    body: z.union([
      z.strictObject({ number: z.int().positive() }),
      z.strictObject({ through: z.int().positive() }),
    ]),
    status: 204,
    response: null,
  },
  getNotificationSettings: {
    ...read,
    path: '/account/notifications',
    summary: 'How the signed-in person is told of each kind of thing',
    response: notificationSettings,
  },
  changeNotificationSettings: {
    ...about,
    method: 'PATCH',
    path: '/account/notifications',
    summary: 'Choose how to be told of a kind of thing',
    body: z.strictObject({ ways: changedWays }),
    status: 200,
    response: notificationSettings,
  },
} as const satisfies Readonly<Record<string, Route>>
