/** A passkey's public key in the form that WebCrypto and openssl read. */
export interface PublicKey {
  readonly algorithm: 'ES256' | 'RS256'
  /** SubjectPublicKeyInfo, in DER. */
  readonly spki: Uint8Array<ArrayBuffer>
}

/** Reads a COSE key of the two kinds that passkeys here have: P-256 with ES256, RSA with RS256. Null for any other bytes. */
export function readCoseKey(cose: Uint8Array): PublicKey | null {
  const fields = readMap(cose)
  if (!fields) return null
  const [x, y, n, e] = [fields.get(-2), fields.get(-3), fields.get(-1), fields.get(-2)]
  if (fields.get(1) === 2 && fields.get(3) === -7 && fields.get(-1) === 1) {
    if (!isBytes(x, 32) || !isBytes(y, 32)) return null
    return { algorithm: 'ES256', spki: joined(p256Head, x, y) }
  }
  if (fields.get(1) === 3 && fields.get(3) === -257 && isBytes(n) && isBytes(e)) {
    const key = der(0x30, joined(derInteger(n), derInteger(e)))
    return { algorithm: 'RS256', spki: der(0x30, joined(rsaHead, der(0x03, joined(bytes(0), key)))) }
  }
  return null
}

/** The key as `openssl` takes it. */
export function toPem({ spki }: PublicKey): string {
  const lines = btoa(String.fromCharCode(...spki)).match(/.{1,64}/g) ?? []
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n')
}

/** What stands before the two coordinates of a point on P-256: id-ecPublicKey, prime256v1, uncompressed. */
const p256Head = fromHex('3059301306072a8648ce3d020106082a8648ce3d03010703420004')
/** rsaEncryption, without parameters. */
const rsaHead = fromHex('300d06092a864886f70d0101010500')

type Field = number | Uint8Array

/** A CBOR map of small integers to integers and bytes, which is what a COSE key is; null for anything else. */
function readMap(data: Uint8Array): ReadonlyMap<number, Field> | null {
  const fields = new Map<number, Field>()
  let at = 0
  const head = (): { readonly major: number; readonly value: number } | null => {
    const first = data[at]
    if (first === undefined) return null
    at += 1
    const small = first & 0x1f
    if (small < 24) return { major: first >> 5, value: small }
    const length = { 24: 1, 25: 2, 26: 4 }[small]
    if (length === undefined || at + length > data.length) return null
    let value = 0
    for (const byte of data.subarray(at, at + length)) value = value * 256 + byte
    at += length
    return { major: first >> 5, value }
  }
  const map = head()
  if (map?.major !== 5) return null
  for (let left = map.value; left > 0; left -= 1) {
    const [key, field] = [head(), head()]
    if (!key || !field || key.major > 1 || field.major > 2) return null
    const name = key.major === 0 ? key.value : -1 - key.value
    if (field.major === 2) {
      if (at + field.value > data.length) return null
      fields.set(name, data.slice(at, at + field.value))
      at += field.value
    } else fields.set(name, field.major === 0 ? field.value : -1 - field.value)
  }
  return at === data.length ? fields : null
}

function isBytes(field: Field | undefined, length?: number): field is Uint8Array {
  return field instanceof Uint8Array && (length === undefined || field.length === length)
}

function derInteger(value: Uint8Array): Uint8Array<ArrayBuffer> {
  const start = value.findIndex((byte) => byte !== 0)
  const digits = value.subarray(Math.max(start, 0))
  // A first bit would make it negative.
  return der(0x02, (digits[0] ?? 0) > 0x7f ? joined(bytes(0), digits) : joined(digits))
}

function der(tag: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const { length } = content
  if (length < 0x80) return joined(bytes(tag, length), content)
  return length < 0x100
    ? joined(bytes(tag, 0x81, length), content)
    : joined(bytes(tag, 0x82, length >> 8, length & 0xff), content)
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

const bytes = (...values: readonly number[]): Uint8Array<ArrayBuffer> => Uint8Array.from(values)

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
