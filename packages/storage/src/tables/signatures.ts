import type { DecisionSignature, StatementSignature } from '@samsyn/domain'
import type { Selectable } from 'kysely'
import type { Connection } from '../connection.ts'
import type { Database } from '../schema.ts'
import type { SignaturesTable } from '../tables.ts'

export function signaturesTable({ db }: Connection): SignaturesTable {
  return {
    async insert(signature) {
      await db
        .insertInto('signatures')
        .values({ decision_id: signature.decisionId, ...columnsOf(signature) })
        .execute()
    },
    async insertAct(roundId, signature) {
      await db
        .insertInto('act_signatures')
        .values({ act_id: signature.actId, round_id: roundId, ...columnsOf(signature) })
        .execute()
    },
    async actsByRound(roundId) {
      const rows = await db
        .selectFrom('act_signatures')
        .selectAll()
        .where('round_id', '=', roundId)
        .orderBy('act_id')
        .execute()
      return rows.map((row) => ({ actId: row.act_id, ...read(row) }))
    },
    async byRound(roundId) {
      const rows = await db
        .selectFrom('signatures')
        .innerJoin('decisions', 'decisions.id', 'signatures.decision_id')
        .selectAll('signatures')
        .where('decisions.round_id', '=', roundId)
        .orderBy('decisions.ordinal')
        .execute()
      return rows.map((row): DecisionSignature => ({ decisionId: row.decision_id, ...read(row) }))
    },
  }
}

type Columns = Omit<Selectable<Database['signatures']>, 'decision_id'>

function columnsOf(signature: StatementSignature): Columns {
  return {
    statement: signature.statement,
    passkey_id: signature.passkeyId,
    public_key: signature.publicKey,
    authenticator_data: signature.authenticatorData,
    client_data: signature.clientDataJSON,
    signature: signature.signature,
    origin: signature.origin,
    relying_party: signature.relyingParty,
  }
}

function read(row: Columns): StatementSignature {
  return {
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
