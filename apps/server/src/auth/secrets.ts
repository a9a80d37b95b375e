import { createHash, randomBytes } from 'node:crypto'

/** A new secret of 256 bits, to be given away once; only its hash is kept. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a secret. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
