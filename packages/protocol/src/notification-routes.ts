import { z } from 'zod'
import { changedWays, digestHour, notificationList, notificationSettings } from './notification-shapes.ts'
import { about, type Route, read } from './route-parts.ts'
import { passkeyAssertion } from './shapes.ts'

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
    body: z.strictObject({ ways: changedWays.optional(), digestHour: digestHour.optional() }),
    status: 200,
    response: notificationSettings,
  },
  askMailAddress: {
    ...about,
    method: 'POST',
    path: '/account/mail-address/codes',
    summary: 'Have a code sent to an address, to show that it is one’s own',
    body: z.strictObject({
      address: z.email().max(254),
      /** Where it takes the place of another: a passkey confirms it. */
      assertion: passkeyAssertion.optional(),
    }),
    status: 204,
    response: null,
    refusals: [
      'mail_off',
      'mail_asked_lately',
      'mail_unreachable',
      'signature_required',
      'challenge_over',
      'passkey_refused',
    ],
  },
  confirmMailAddress: {
    ...about,
    method: 'POST',
    path: '/account/mail-address',
    summary: 'Have mails sent to the address that the code went to',
    body: z.strictObject({ code: z.string().regex(/^\d{6}$/) }),
    status: 200,
    response: notificationSettings,
    refusals: ['code_wrong'],
  },
  removeMailAddress: {
    ...about,
    method: 'POST',
    path: '/account/mail-address/removal',
    summary: 'Have no mails any more',
    body: z.strictObject({ assertion: passkeyAssertion.optional() }),
    status: 200,
    response: notificationSettings,
    refusals: ['signature_required', 'challenge_over', 'passkey_refused'],
  },
  makeCalendar: {
    ...about,
    method: 'POST',
    path: '/account/calendar',
    summary: 'Make a secret address of one’s deadlines and meetings; the one before no longer works',
    status: 201,
    /** In this answer alone: only its hash is kept. */
    response: z.object({ path: z.string() }),
  },
  removeCalendar: {
    ...about,
    method: 'DELETE',
    path: '/account/calendar',
    summary: 'Have the secret address work no longer',
    status: 200,
    response: notificationSettings,
    refusals: ['not_found'],
  },
} as const satisfies Readonly<Record<string, Route>>
