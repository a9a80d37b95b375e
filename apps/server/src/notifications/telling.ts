import { notificationTopics, type Told, wayOfTopic } from '@samsyn/domain'
import type { NewNotification, NotificationWays } from '@samsyn/storage'

/** What people have chosen, by person. */
export type ChosenWays = ReadonlyMap<string, NotificationWays>

/** What is stored of what people are told, each as they want it; nothing for those who want nothing of its kind. */
export function asNotifications(
  told: readonly Told[],
  about: Pick<NewNotification, 'cause' | 'positionId' | 'at'>,
  chosen: ChosenWays,
): readonly NewNotification[] {
  return told.flatMap(({ personId, topic }) => {
    const way = wayOfTopic(topic, chosen.get(personId)?.get(notificationTopics[topic]))
    return way === 'none' ? [] : [{ ...about, personId, topic, way }]
  })
}
