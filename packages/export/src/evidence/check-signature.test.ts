import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { base64url, checkSignature, type SignedStatement, sha256, signedData } from './check-signature.ts'
import { readCoseKey, toPem } from './cose-key.ts'

const bytes = (...parts: readonly (string | readonly number[] | Uint8Array)[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))))
const field = (value: Buffer) =>
  bytes(value.length < 256 ? [0x58, value.length] : [0x59, value.length >> 8, value.length & 0xff], value)
const part = (key: KeyObject, name: 'x' | 'y' | 'n' | 'e') =>
  Buffer.from(key.export({ format: 'jwk' })[name] ?? '', 'base64url')

/** Keys of both kinds as COSE writes them. */
const kinds = {
  ES256: () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const cose = bytes(
      [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21],
      field(part(publicKey, 'x')),
      [0x22],
      field(part(publicKey, 'y')),
    )
    return { publicKey, privateKey, cose }
  },
  RS256: () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const cose = bytes(
      [0xa4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20],
      field(part(publicKey, 'n')),
      [0x21, 0x43],
      part(publicKey, 'e'),
    )
    return { publicKey, privateKey, cose }
  },
}

/** A statement signed as WebAuthn does it. */
async function signedWith(
  { cose, privateKey }: { readonly cose: SignedStatement['publicKey']; readonly privateKey: KeyObject },
  changes: { readonly flags?: number; readonly type?: string } = {},
): Promise<SignedStatement> {
  const statement = bytes('{"decision":{"kind":"agree"}}')
  const clientData = bytes(
    JSON.stringify({
      type: changes.type ?? 'webauthn.get',
      challenge: base64url(await sha256(statement)),
      origin: 'https://samsyn.example',
    }),
  )
  const authenticatorData = bytes(await sha256(bytes('samsyn.example')), [changes.flags ?? 0x05, 0, 0, 0, 7])
  const data = await signedData({ authenticatorData, clientData })
  return {
    statement,
    authenticatorData,
    clientData,
    signature: bytes(sign('sha256', data, privateKey)),
    publicKey: cose,
    origin: 'https://samsyn.example',
    relyingParty: 'samsyn.example',
  }
}

describe.each(['ES256', 'RS256'] as const)('a passkey of the kind %s', (kind) => {
  it('[X80] its key is read from COSE and written so that others read it', () => {
    const { publicKey, cose } = kinds[kind]()
    const key = readCoseKey(cose)
    expect(key?.algorithm).toBe(kind)
    const spki = publicKey.export({ type: 'spki', format: 'der' })
    expect(Buffer.from(key?.spki ?? []).equals(spki)).toBe(true)
    expect(key && createPublicKey(toPem(key)).equals(publicKey)).toBe(true)
    for (const length of [0, 1, 20, cose.length - 1]) expect(readCoseKey(cose.slice(0, length))).toBe(null)
  })

  it('[X81] what it signed holds, and nothing else does', async () => {
    const key = kinds[kind]()
    const signed = await signedWith(key)
    expect(await checkSignature(signed)).toBe(null)
    const check = (changes: Partial<SignedStatement>) => checkSignature({ ...signed, ...changes })
    expect(await check({ statement: bytes('{"decision":{"kind":"object"}}') })).toBe('other_statement')
    expect(await check({ clientData: bytes('no JSON') })).toBe('other_statement')
    expect(await check({ origin: 'https://elsewhere.example' })).toBe('other_place')
    expect(await check({ relyingParty: 'elsewhere.example' })).toBe('other_place')
    expect(await checkSignature(await signedWith(key, { type: 'webauthn.create' }))).toBe('other_place')
    expect(await checkSignature(await signedWith(key, { flags: 0x01 }))).toBe('user_not_verified')
    expect(await check({ publicKey: bytes([0xa0]) })).toBe('key_unreadable')
    expect(await check({ publicKey: kinds[kind]().cose })).toBe('signature_wrong')
    expect(await check({ publicKey: kinds[kind === 'ES256' ? 'RS256' : 'ES256']().cose })).toBe(
      'signature_wrong',
    )
    for (const at of [0, 3, signed.signature.length - 1]) {
      const changed = signed.signature.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(await check({ signature: changed }), String(at)).toBe('signature_wrong')
    }
    expect(await check({ signature: bytes([]) })).toBe('signature_wrong')
  })
})
