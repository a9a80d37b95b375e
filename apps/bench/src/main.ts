import { parseArgs } from 'node:util'
import { startRelay } from './relay.ts'
import { startSamsyn } from './samsyn.ts'
import { measureDelivery } from './workload-delivery.ts'

/**
 * W1: one document, n clients, each five updates a second; how long until the others have them. Samsyn (checked and on
 * disk before anybody sees it) side by side with a relay of plain WebSockets that does neither. Compare within one run.
 */
const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '10' },
    repetitions: { type: 'string', default: '3' },
  },
})
const clients = bounded(values.clients, 'clients', 100)
const seconds = bounded(values.seconds, 'seconds', 60)
const repetitions = bounded(values.repetitions, 'repetitions', 10)

console.log(
  `W1-${clients}: ${clients} clients, 5 updates/s each, ${seconds} s, ${repetitions} repetitions, interleaved`,
)
console.log('server   p50 ms  p95 ms  p99 ms  deliveries')
for (let repetition = 0; repetition < repetitions; repetition += 1) {
  for (const start of [startRelay, startSamsyn]) {
    const server = await start()
    const { p50, p95, p99, count } = await measureDelivery(server, { clients, seconds })
    console.log(
      [
        server.name.padEnd(8),
        ...[p50, p95, p99].map((ms) => ms.toFixed(2).padStart(6)),
        String(count).padStart(10),
      ].join('  '),
    )
    await server.stop()
  }
}

function bounded(value: string, name: string, most: number): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1 || number > most) {
    throw new Error(`--${name} must be a whole number from 1 to ${most}`)
  }
  return number
}
