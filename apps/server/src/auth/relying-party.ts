/** The site that passkeys belong to, as WebAuthn calls it. */
export interface RelyingParty {
  /** A domain; passkeys made for one do not work on another. */
  readonly id: string
  /** The one address at which they are made and used. */
  readonly origin: string
}

/** The public address; without one this machine's own, by name, as browsers make no passkey for an address in numbers. */
export function relyingPartyOf(publicUrl: URL | null, port: number): RelyingParty {
  return publicUrl === null
    ? { id: 'localhost', origin: `http://localhost:${port}` }
    : { id: publicUrl.hostname, origin: publicUrl.origin }
}
