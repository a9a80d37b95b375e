/** A server under measurement, in a process of its own. */
export interface Peer {
  readonly name: string
  /** Address of the document's room, without query. */
  readonly syncUrl: string
  readonly document: string
  readonly params: Record<string, string>
  /** Cookie of the n-th client; empty where the server asks for none. */
  cookie(index: number): Promise<string>
  stop(): Promise<void>
}
