/** Reads the `varUint`s at the head of a message without a decoder object; the position is kept between calls. */
export class Head {
  #bytes: Uint8Array
  at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes
    this.at = at
  }

  /** Points at other bytes, so that one reader serves many messages. */
  reset(bytes: Uint8Array, at: number): void {
    this.#bytes = bytes
    this.at = at
  }

  varUint(): number {
    let value = 0
    let factor = 1
    for (;;) {
      const byte = this.#bytes[this.at]
      if (byte === undefined) throw new Error('a message ends early')
      this.at += 1
      value += (byte & 0x7f) * factor
      if (byte < 0x80) return value
      factor *= 128
    }
  }
}
