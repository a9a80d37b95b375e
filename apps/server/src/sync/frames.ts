const framed = new WeakMap<readonly Uint8Array[], readonly Uint8Array[]>()

/** To copy a message longer than this costs more than to write it by itself, and its copy would be kept as long as the list. */
const longMessage = 4096

/**
 * Messages as WebSocket frames (RFC 6455 §5.2: whole, binary, unmasked as a server's are), in pieces to be written one behind
 * the other: short ones are one piece, so that a receiver costs one write; a long message is a piece as it is. Made once
 * for everybody who is sent the same list.
 */
export function frames(messages: readonly Uint8Array[]): readonly Uint8Array[] {
  const known = framed.get(messages)
  if (known) return known
  const pieces: Uint8Array[] = []
  let from = 0
  for (const [index, message] of messages.entries()) {
    if (message.length <= longMessage) continue
    pieces.push(piece(messages.slice(from, index), message.length), message)
    from = index + 1
  }
  if (from < messages.length) pieces.push(piece(messages.slice(from), null))
  framed.set(messages, pieces)
  return pieces
}

/** Short messages with their headers, and the header of a message of that length behind them. */
function piece(messages: readonly Uint8Array[], next: number | null): Uint8Array {
  const length = messages.reduce((sum, message) => sum + headerLength(message.length) + message.length, 0)
  const buffer = Buffer.allocUnsafe(length + (next === null ? 0 : headerLength(next)))
  let at = 0
  for (const message of messages) {
    at = writeHeader(buffer, at, message.length)
    buffer.set(message, at)
    at += message.length
  }
  if (next !== null) writeHeader(buffer, at, next)
  return buffer
}

const finalBinary = 0x82

function headerLength(length: number): number {
  return length < 126 ? 2 : length < 65_536 ? 4 : 10
}

function writeHeader(buffer: Buffer, at: number, length: number): number {
  buffer[at] = finalBinary
  if (length < 126) {
    buffer[at + 1] = length
    return at + 2
  }
  if (length < 65_536) {
    buffer[at + 1] = 126
    return buffer.writeUInt16BE(length, at + 2)
  }
  buffer[at + 1] = 127
  return buffer.writeBigUInt64BE(BigInt(length), at + 2)
}
