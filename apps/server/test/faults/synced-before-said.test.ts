import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { syncMessage } from '@samsyn/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../support/drafter.ts'
import { openRawLine } from '../support/raw-line.ts'
import { startServerProcess } from '../support/server-process.ts'
import {
  canTrace,
  readTrace,
  type SystemCall,
  traced,
  tracedBytes,
  tracedText,
} from '../support/system-calls.ts'
import { signIn } from '../support/test-server.ts'

const positionId = 'reporting-template'
const reads = ['read', 'readv', 'recvfrom', 'recvmsg']
const writes = ['write', 'writev', 'sendto', 'sendmsg']
const syncs = ['fsync', 'fdatasync']
const log = `${tracedText('/samsyn.sqlite-wal')}>`
const socket = tracedText('socket:[')
/** Asked for one by one: the numbers are small, so that an acknowledgement is a frame of two bytes. */
const oneByOne = 8
/** Typed one right after the other, so that commits are shared and syncs left to another thread. */
const atOnce = 24

describe('what the disk does before anybody is told', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-syncs-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it.skipIf(!canTrace)(
    `[A800] between reading an update and saying so, or passing it on, the log is synced${canTrace ? '' : ' (left out: there is no strace that may watch a process here)'}`,
    { timeout: 120_000 },
    async () => {
      const file = join(folder, 'trace')
      const server = await startServerProcess(
        { DATA_DIR: folder, UV_USE_IO_URING: '0' },
        { through: traced(file, [...reads, ...writes, ...syncs]) },
      )
      const line = await openRawLine(await signIn(server.url, 'drafter-dk'), positionId, 'websocket', {
        isPlain: true,
      })
      const other = await openRawLine(await signIn(server.url, 'drafter-fi'), positionId, 'websocket')
      await Promise.all([line.synced, other.synced])
      const numbers = Array.from({ length: oneByOne + atOnce }, (_, index) => index + 1)
      const words = (number: number) => `<word ${String(number).padStart(3, '0')}>`
      for (const number of numbers) {
        line.type(words(number))
        line.ask(number)
        if (number <= oneByOne) await eventually(() => line.persisted.includes(number))
      }
      await eventually(() => line.persisted.includes(oneByOne + atOnce))
      await eventually(() =>
        other.ydoc
          .getText('raw')
          .toString()
          .includes(words(oneByOne + atOnce)),
      )
      line.leave()
      other.leave()
      expect(await server.end('SIGTERM')).toBe(0)

      const calls = await expect
        .poll(() => readFileSync(file, 'utf8'), { timeout: 30_000 })
        .toMatch(/\+\+\+ exited with 0 \+\+\+\s*$/)
        .then(() => readTrace(readFileSync(file, 'utf8')))
      const synced = calls.filter(
        ({ name, text, result }) => syncs.includes(name) && result === 0 && text.includes(log),
      )
      for (const number of numbers) {
        const marked = tracedText(words(number))
        const read = calls.find(({ name, text }) => reads.includes(name) && text.includes(marked))
        const passedOn = calls.find((call) => isToSocket(call) && call.text.includes(marked))
        // A frame of the server's: binary, two bytes long.
        const said = calls.find(
          (call) =>
            isToSocket(call) && call.text.includes(tracedBytes([0x82, 2, syncMessage.persisted, number])),
        )
        expect(read, words(number)).toBeDefined()
        expect(passedOn, `${words(number)} to the other`).toBeDefined()
        for (const told of [passedOn, ...(number <= oneByOne ? [said] : [])]) {
          const between = synced.filter(
            ({ begun, returned }) =>
              begun > (read?.returned ?? Number.POSITIVE_INFINITY) && returned < (told?.begun ?? 0),
          )
          expect(
            between.length,
            `syncs before ${words(number)} was told: ${told?.text.slice(0, 80)}`,
          ).toBeGreaterThan(0)
        }
      }
    },
  )
})

function isToSocket({ name, text }: SystemCall): boolean {
  return writes.includes(name) && text.slice(0, text.indexOf('>')).includes(socket)
}
