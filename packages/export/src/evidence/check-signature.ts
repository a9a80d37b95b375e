import { readCoseKey } from './cose-key.ts'

/** What a passkey signed, as bytes. */
export interface SignedStatement {
  readonly statement: Uint8Array<ArrayBuffer>
  readonly authenticatorData: Uint8Array<ArrayBuffer>
  readonly clientData: Uint8Array<ArrayBuffer>
  /** As WebAuthn gives it: for ES256 in DER. */
  readonly signature: Uint8Array<ArrayBuffer>
  /** COSE. */
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly origin: string
  readonly relyingParty: string
}

/** What can be wrong with a signature. */
export const signatureFaults = [
  /** The browser was asked to sign something else than this statement. */
  'other_statement',
  /** It is no signature of WebAuthn, or of another address or domain. */
  'other_place',
  /** The device did not verify its person. */
  'user_not_verified',
  /** The key cannot be read. */
  'key_unreadable',
  /** It was not made with this key. */
  'signature_wrong',
] as const

export type SignatureFault = (typeof signatureFaults)[number]

/** Checks a signature by WebAuthn's own rules, with WebCrypto alone; null where all of it is right. */
export async function checkSignature(signed: SignedStatement): Promise<SignatureFault | null> {
  const client = readClientData(signed.clientData)
  if (client?.challenge !== base64url(await sha256(signed.statement))) return 'other_statement'
  const domain = signed.authenticatorData.subarray(0, 32)
  const flags = signed.authenticatorData[32] ?? 0
  if (
    client.type !== 'webauthn.get' ||
    client.origin !== signed.origin ||
    base64url(domain) !== base64url(await sha256(new TextEncoder().encode(signed.relyingParty)))
  )
    return 'other_place'
  if ((flags & userPresent) === 0 || (flags & userVerified) === 0) return 'user_not_verified'
  const key = readCoseKey(signed.publicKey)
  if (!key) return 'key_unreadable'
  const data = await signedData(signed)
  return (await isSignedBy(key, data, signed.signature)) ? null : 'signature_wrong'
}

/** The bytes that the key has signed: the authenticator's data, and the hash of the browser's. */
export async function signedData({
  authenticatorData,
  clientData,
}: Pick<SignedStatement, 'authenticatorData' | 'clientData'>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array([...authenticatorData, ...(await sha256(clientData))])
}

export async function sha256(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', data))
}

export function base64url(data: Uint8Array): string {
  return btoa(String.fromCharCode(...data))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
    letter.charCodeAt(0),
  )
}

export function hexOf(data: Uint8Array): string {
  return [...data].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const userPresent = 0x01
const userVerified = 0x04

function readClientData(
  data: Uint8Array,
): { readonly type: unknown; readonly challenge: unknown; readonly origin: unknown } | null {
  try {
    const read: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(data))
    if (typeof read !== 'object' || read === null) return null
    const { type, challenge, origin } = read as Readonly<Record<string, unknown>>
    return { type, challenge, origin }
  } catch {
    // Not what a browser writes.
    return null
  }
}

async function isSignedBy(
  { algorithm, spki }: NonNullable<ReturnType<typeof readCoseKey>>,
  data: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const hash = 'SHA-256'
  try {
    if (algorithm === 'RS256') {
      const rsa = { name: 'RSASSA-PKCS1-v1_5', hash }
      const key = await crypto.subtle.importKey('spki', spki, rsa, false, ['verify'])
      return await crypto.subtle.verify(rsa, key, signature, data)
    }
    const raw = rawSignature(signature)
    const curve = { name: 'ECDSA', namedCurve: 'P-256' }
    const key = await crypto.subtle.importKey('spki', spki, curve, false, ['verify'])
    return raw !== null && (await crypto.subtle.verify({ name: 'ECDSA', hash }, key, raw, data))
  } catch {
    // No point on the curve, for one.
    return false
  }
}

/** WebCrypto wants r and s in 32 bytes each, WebAuthn gives two integers in DER. */
function rawSignature(signature: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const raw = new Uint8Array(64)
  if (signature[0] !== 0x30 || signature[1] !== signature.length - 2) return null
  let at = 2
  for (const end of [32, 64]) {
    const length = signature[at + 1] ?? 0
    if (signature[at] !== 0x02 || at + 2 + length > signature.length) return null
    const digits = signature.subarray(at + 2, at + 2 + length)
    const short = digits[0] === 0 ? digits.subarray(1) : digits
    if (short.length > 32) return null
    raw.set(short, end - short.length)
    at += 2 + length
  }
  return at === signature.length ? raw : null
}
