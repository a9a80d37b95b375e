import { expect, it } from 'vitest'
import { mayRemove, type Passkey } from './passkey.ts'

const passkey: Passkey = {
  id: 'one',
  personId: 'astrid',
  name: 'Phone',
  publicKey: 'AAAA',
  counter: 0,
  transports: [],
  addedAt: '2026-11-23T09:00:00.000Z',
  lastUsedAt: null,
}

it('[D144] a person removes a passkey while they have another', () => {
  expect(mayRemove([passkey, passkey])).toEqual({ ok: true, value: null })
  expect(mayRemove([passkey])).toEqual({ ok: false, refusal: { code: 'last_passkey' } })
})
