import * as Y from 'yjs'
import type { Script } from '../texts/script.ts'
import { Head } from '../wire/read-updates.ts'

interface Sender {
  readonly index: number
  readonly script: Script
  readonly sentAt: Float64Array
}

/**
 * Who has which update of whom, and how long it took. A server may put several updates in one message or merge them
 * into one: an update has arrived when its client and clock are covered.
 */
export class Deliveries {
  readonly #senders = new Map<number, Sender>()
  readonly #bySender: readonly Sender[]
  readonly #receivers: number
  /** For each receiver and sender the first update that has not arrived. */
  readonly #next: Uint32Array
  readonly #head = new Head(new Uint8Array(0))
  readonly #latencies: number[] = []
  #countFrom = 0
  #expected = 0
  #arrived = 0
  #finished: (() => void) | undefined
  lastAt = 0

  constructor(scripts: readonly Script[], receivers = scripts.length) {
    this.#bySender = scripts.map((script, index) => ({
      index,
      script,
      sentAt: new Float64Array(script.updates.length),
    }))
    for (const sender of this.#bySender) this.#senders.set(sender.script.clientId, sender)
    this.#receivers = receivers
    this.#next = new Uint32Array(receivers * scripts.length)
  }

  /** Updates sent from this moment on count; those before warm the server up. */
  countFrom(at: number): void {
    this.#countFrom = at
  }

  /** Latencies in milliseconds of the deliveries that count. */
  get latencies(): readonly number[] {
    return this.#latencies
  }

  get arrived(): number {
    return this.#arrived
  }

  get expected(): number {
    return this.#expected
  }

  sent(sender: number, update: number, at: number): void {
    const { sentAt } = this.#bySender[sender] as Sender
    sentAt[update] = at
    // The sender itself waits for nothing.
    this.#expected += sender < this.#receivers ? this.#receivers - 1 : this.#receivers
  }

  sentAt(sender: number, update: number): number {
    return this.#bySender[sender]?.sentAt[update] ?? NaN
  }

  /** How many updates of a sender have arrived at a receiver. */
  count(receiver: number, sender: number): number {
    return this.#next[receiver * this.#bySender.length + sender] ?? 0
  }

  /** Notes what an update brings; returns the index of its sender when it is a single update as it was sent, else -1. */
  receive(receiver: number, update: Uint8Array, at: number): number {
    const head = this.#head
    head.reset(update, 0)
    if (head.varUint() === 1) {
      head.varUint()
      const sender = this.#senders.get(head.varUint())
      const clock = head.varUint()
      if (sender) {
        const { script, index } = sender
        const next = this.count(receiver, index)
        if (
          clock === (next === 0 ? 0 : script.clocks[next - 1]) &&
          update.length === script.updates[next]?.length
        ) {
          this.#cover(receiver, sender, script.clocks[next] as number, at)
          return index
        }
      }
    }
    const { from, to } = Y.parseUpdateMeta(update)
    for (const [clientId, clock] of to) {
      const sender = this.#senders.get(clientId)
      if (!sender) continue
      const next = this.count(receiver, sender.index)
      // What lies behind a gap is of no use to a receiver.
      const has = next === 0 ? 0 : (sender.script.clocks[next - 1] as number)
      if ((from.get(clientId) ?? 0) <= has) this.#cover(receiver, sender, clock, at)
    }
    return -1
  }

  /** Resolves when all that was sent has arrived everywhere; rejects with what is missing after `patience`. */
  async finished(patience: number): Promise<void> {
    if (this.#arrived >= this.#expected) return
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const timer = setTimeout(
      () =>
        reject(new Error(`${this.#expected - this.#arrived} of ${this.#expected} deliveries are missing`)),
      patience,
    )
    this.#finished = resolve
    await promise.finally(() => clearTimeout(timer))
  }

  #cover(receiver: number, { index, script, sentAt }: Sender, clock: number, at: number): void {
    if (receiver === index) return
    const place = receiver * this.#bySender.length + index
    let next = this.#next[place] as number
    while (next < script.clocks.length && (script.clocks[next] as number) <= clock) {
      const from = sentAt[next] as number
      if (from >= this.#countFrom) this.#latencies.push(at - from)
      next += 1
      this.#arrived += 1
    }
    this.#next[place] = next
    this.lastAt = at
    if (this.#arrived >= this.#expected) this.#finished?.()
  }
}
