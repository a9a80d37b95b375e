const framed = new WeakMap<readonly Uint8Array[], Buffer>()

/**
 * Messages as WebSocket frames in one piece (RFC 6455 §5.2: whole, binary, unmasked as a server's are), so that a
 * receiver costs one write. Made once for everybody who is sent the same list.
 */
export function frames(messages: readonly Uint8Array[]): Buffer {
  const known = framed.get(messages)
  if (known) return known
  const length = messages.reduce((sum, message) => sum + headerLength(message.length) + message.length, 0)
  const buffer = Buffer.allocUnsafe(length)
  let at = 0
  for (const message of messages) {
    at = writeHeader(buffer, at, message.length)
    buffer.set(message, at)
    at += message.length
  }
  framed.set(messages, buffer)
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
