import type { DecisionSignature } from '@samsyn/domain'
import type { Selectable } from 'kysely'
import type { Connection } from '../connection.ts'
import type { Database } from '../schema.ts'
import type { SignaturesTable } from '../tables.ts'

export function signaturesTable({ db }: Connection): SignaturesTable {
  return {
    async insert(signature) {
      await db
        .insertInto('signatures')
        .values({
          decision_id: signature.decisionId,
          statement: signature.statement,
          passkey_id: signature.passkeyId,
          public_key: signature.publicKey,
          authenticator_data: signature.authenticatorData,
          client_data: signature.clientDataJSON,
          signature: signature.signature,
          origin: signature.origin,
          relying_party: signature.relyingParty,
        })
        .execute()
    },
    async byRound(roundId) {
      const rows = await db
        .selectFrom('signatures')
        .innerJoin('decisions', 'decisions.id', 'signatures.decision_id')
        .selectAll('signatures')
        .where('decisions.round_id', '=', roundId)
        .orderBy('decisions.ordinal')
        .execute()
      return rows.map(read)
    },
  }
}

function read(row: Selectable<Database['signatures']>): DecisionSignature {
  return {
    decisionId: row.decision_id,
    statement: row.statement,
    passkeyId: row.passkey_id,
    publicKey: row.public_key,
    authenticatorData: row.authenticator_data,
    clientDataJSON: row.client_data,
    signature: row.signature,
    origin: row.origin,
    relyingParty: row.relying_party,
  }
}
