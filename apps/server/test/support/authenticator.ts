import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { MadePasskey, PasskeyAssertion, PasskeyCreation, PasskeyRequest } from '@samsyn/protocol'

/** What an authenticator, or whoever pretends to be one, can do otherwise than it should. */
export interface Liberties {
  /** The address that the browser says it was at. */
  readonly origin?: string
  /** The domain that the authenticator signs for. */
  readonly rpId?: string
  readonly isUserVerified?: boolean
  readonly counter?: number
  readonly challenge?: string
  readonly userHandle?: string
  /** Signs with a key of its own instead of the passkey's. */
  readonly isForged?: boolean
}

/** A passkey in a test's own hands: WebAuthn by the letter, with ES256 and no attestation. */
export interface Authenticator {
  readonly id: string
  make(options: PasskeyCreation, liberties?: Liberties): MadePasskey
  sign(options: PasskeyRequest, liberties?: Liberties): PasskeyAssertion
}

/** Makes an authenticator for one passkey, in a browser that shows this address. */
export function createAuthenticator(origin: string): Authenticator {
  const rawId = randomBytes(32)
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = rawId.toString('base64url')
  let userHandle = ''
  let counter = 0

  const dataFor = (rpId: string, { isUserVerified = true, counter: count }: Liberties, attested?: Buffer) => {
    const flags = Buffer.from([0x01 | (isUserVerified ? 0x04 : 0) | (attested ? 0x40 : 0)])
    const counted = Buffer.alloc(4)
    counted.writeUInt32BE(count ?? counter)
    return Buffer.concat([sha256(rpId), flags, counted, attested ?? Buffer.alloc(0)])
  }
  const clientData = (type: string, challenge: string, liberties: Liberties) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: liberties.challenge ?? challenge,
        origin: liberties.origin ?? origin,
        crossOrigin: false,
      }),
    )

  return {
    id,
    make(options, liberties = {}) {
      userHandle = options.user.id
      const attested = Buffer.concat([
        Buffer.alloc(16),
        Buffer.from([0, rawId.length]),
        rawId,
        coseKey(publicKey),
      ])
      const data = dataFor(liberties.rpId ?? options.rp.id, liberties, attested)
      return {
        id,
        clientDataJSON: clientData('webauthn.create', options.challenge, liberties).toString('base64url'),
        attestationObject: Buffer.concat([
          Buffer.from([0xa3]),
          text('fmt'),
          text('none'),
          text('attStmt'),
          Buffer.from([0xa0]),
          text('authData'),
          bytes(data),
        ]).toString('base64url'),
        transports: ['internal'],
      }
    },
    sign(options, liberties = {}) {
      counter += 1
      const data = dataFor(liberties.rpId ?? options.rpId, liberties)
      const client = clientData('webauthn.get', options.challenge, liberties)
      const key = liberties.isForged
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
        : privateKey
      return {
        id,
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', Buffer.concat([data, sha256(client)]), key).toString('base64url'),
        userHandle: liberties.userHandle ?? userHandle,
      }
    },
  }
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()

/** Text and bytes in CBOR, up to 65,535 long. */
const text = (value: string) => Buffer.concat([head(0x60, value.length), Buffer.from(value)])
const bytes = (value: Buffer) => Buffer.concat([head(0x40, value.length), value])

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([major + length])
  return length < 256
    ? Buffer.from([major + 24, length])
    : Buffer.from([major + 25, length >> 8, length & 0xff])
}

/** An ES256 key as COSE writes it. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes(Buffer.from(x, 'base64url')),
    Buffer.from([0x22]),
    bytes(Buffer.from(y, 'base64url')),
  ])
}
