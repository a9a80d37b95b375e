import { expect, it } from 'vitest'
import { classifiedField } from './marked-words.ts'

const marking = 'RESTREINT UE/EU RESTRICTED'

it.each([
  [{ title: marking }, 'title'],
  [{ revision: 3, note: `Sent to capitals\n${marking}\r\nas agreed` }, 'note'],
  [{ value: { kind: 'object', reason: `first\r${marking}` } }, 'value.reason'],
  [{ points: [{ text: 'shall' }, { text: 'HEMLIG' }] }, 'points.1.text'],
  [marking, ''],
])('[D123] finds words with a marking of classified information wherever they stand: %j', (sent, path) => {
  expect(classifiedField(sent)).toBe(path)
})

it.each([
  [{ note: 'WK 10235/2022 LIMITE' }],
  [{ note: 'The rules on RESTREINT UE/EU RESTRICTED apply to it.' }],
  [{ revision: 3, ok: true, nothing: null, list: [] }],
  [null],
  [undefined],
])('[D123] finds none where none are: %j', (sent) => {
  expect(classifiedField(sent)).toBeNull()
})
