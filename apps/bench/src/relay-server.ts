import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
server.on('connection', (socket) => {
  socket.on('message', (data) => {
    const [type, step] = data as Buffer
    // A stock client counts as synced only when somebody answers its first step: an empty answer does.
    if (type === 0 && step === 0) {
      socket.send(Uint8Array.from([0, 1, 2, 0, 0]))
      return
    }
    for (const other of server.clients) if (other !== socket) other.send(data, { binary: true })
  })
})
server.on('listening', () => {
  console.log(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.on('SIGTERM', () => process.exit(0))
