import { hasPassage } from '@samsyn/domain'
import { type DocJson, plainText, timesInText } from '@samsyn/editor'

/** Why the words of a passage cannot be what a reservation is about, as the server says it too (server A780). */
export type PassageFault = 'wordsWrong' | 'wordsOften'

/** What is wrong with the words of a passage; null for nothing. */
export function passageFault(doc: DocJson, passage: string): PassageFault | null {
  if (!hasPassage(plainText(doc), passage)) return 'wordsWrong'
  return timesInText(doc, passage) > 1 ? 'wordsOften' : null
}
