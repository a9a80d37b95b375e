import { createCipheriv, createDecipheriv, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { StorageError } from './storage-error.ts'

/** What a sealed value belongs to: it opens for these facts and no others, so that no row can stand in for another. */
export type SealedFacts = readonly (string | number | boolean | null)[]

/** Bytes of a key. */
export const keyBytes = 32

const cipher = 'aes-256-gcm'
/** The first byte of everything sealed, so that a later way can be told from this one. */
const form = 1
const nonceBytes = 12
const tagBytes = 16
const overhead = 1 + nonceBytes + tagBytes

/** What a row names its key by: made from the key, so that no other one can pass for it. Says nothing of the key. */
export function keyIdOf(key: KeyObject): string {
  return Buffer.from(hkdfSync('sha256', key, empty, 'samsyn own pages: id of a key', 8)).toString('hex')
}

/** The key of one draft: what was sealed for another does not open with it. */
export function draftKeyOf(key: KeyObject, draftId: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, empty, `samsyn own pages: draft ${draftId}`, keyBytes))
}

/** Encrypts bytes for one place. */
export function seal(draftKey: Uint8Array, plain: Uint8Array, facts: SealedFacts): Uint8Array {
  const nonce = randomBytes(nonceBytes)
  const sealing = createCipheriv(cipher, draftKey, nonce, { authTagLength: tagBytes })
  sealing.setAAD(boundTo(facts))
  const body = sealing.update(plain)
  sealing.final()
  const sealed = new Uint8Array(plain.length + overhead)
  sealed[0] = form
  sealed.set(nonce, 1)
  sealed.set(body, 1 + nonceBytes)
  sealed.set(sealing.getAuthTag(), sealed.length - tagBytes)
  return sealed
}

/** The bytes as they were; throws `seal_broken` unless they were sealed with this key for this place and are unchanged. */
export function unseal(draftKey: Uint8Array, sealed: Uint8Array, facts: SealedFacts): Uint8Array {
  try {
    if (sealed[0] !== form || sealed.length < overhead) throw new Error('This is nothing that was sealed')
    const bodyEnd = sealed.length - tagBytes
    const opening = createDecipheriv(cipher, draftKey, sealed.subarray(1, 1 + nonceBytes), {
      authTagLength: tagBytes,
    })
    opening.setAAD(boundTo(facts))
    opening.setAuthTag(sealed.subarray(bodyEnd))
    const plain = opening.update(sealed.subarray(1 + nonceBytes, bodyEnd))
    opening.final()
    return new Uint8Array(plain)
  } catch (cause) {
    throw new StorageError('seal_broken', 'What is stored of own pages is not what was sealed', { cause })
  }
}

/** The same for words, which lie in columns of text. */
export function sealText(draftKey: Uint8Array, plain: string, facts: SealedFacts): string {
  return Buffer.from(seal(draftKey, Buffer.from(plain), facts)).toString('base64')
}

/** The words as they were; throws as `unseal` does. */
export function unsealText(draftKey: Uint8Array, sealed: string, facts: SealedFacts): string {
  return Buffer.from(unseal(draftKey, Buffer.from(sealed, 'base64'), facts)).toString()
}

const empty = new Uint8Array()

function boundTo(facts: SealedFacts): Uint8Array {
  return Buffer.from(JSON.stringify(facts))
}
