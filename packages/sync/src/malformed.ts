/** Thrown for bytes that are no message; the session that sent them is closed. */
export class MalformedMessage extends Error {}

/** Runs a reader of foreign bytes; whatever it throws, it is the bytes that are wrong. */
export function reading<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (cause) {
    throw cause instanceof MalformedMessage ? cause : new MalformedMessage('unreadable', { cause })
  }
}
