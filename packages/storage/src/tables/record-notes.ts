import { draftIdOf, type PagesPlace, type RecordNotes, type RecordNotesChange } from '@samsyn/domain'
import type { Connection } from '../connection.ts'
import type { PagesKeyring } from '../pages-keys.ts'
import { type SealedFacts, sealText, unsealText } from '../seal.ts'
import type { RecordNotesTable } from '../tables.ts'

/** Each row names the key that it was sealed with: notes do not wait for own pages to be begun. */
export function recordNotesTable({ db }: Connection, keyring: PagesKeyring): RecordNotesTable {
  return {
    async log(place) {
      const rows = await db
        .selectFrom('record_notes')
        .selectAll()
        .where('position_id', '=', place.positionId)
        .where('country', '=', place.country)
        .orderBy('ordinal')
        .execute()
      return rows.map(({ ordinal, key_id, notes, person_id: personId, at }) => {
        const by = { personId, at }
        const plain = keyring.opened(key_id, keyNameOf(place), (key) =>
          unsealText(key, notes, factsOf(ordinal, by)),
        )
        // Written by this table alone, and sealed since.
        return { ...(JSON.parse(plain) as RecordNotes), ...by }
      })
    },
    async add(place, log, { caseNumber, secrecy, retention, personId, at }) {
      const keyId = keyring.currentId(place.country)
      const plain = JSON.stringify({ caseNumber, secrecy, retention } satisfies RecordNotes)
      const notes = keyring.opened(keyId, keyNameOf(place), (key) =>
        sealText(key, plain, factsOf(log.length, { personId, at })),
      )
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('record_notes')
        .values({
          position_id: place.positionId,
          country: place.country,
          ordinal: log.length,
          key_id: keyId,
          notes,
          person_id: personId,
          at,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },
  }
}

/** No draft has this id, since there is a space in it: nothing of own pages opens with a key of notes. */
function keyNameOf(place: PagesPlace): string {
  return `record notes ${draftIdOf(place)}`
}

function factsOf(ordinal: number, { personId, at }: Pick<RecordNotesChange, 'personId' | 'at'>): SealedFacts {
  return ['record', ordinal, personId, at]
}
