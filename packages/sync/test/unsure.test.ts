import { describe, expect, it } from 'vitest'
import { settle, TestClient } from './support/test-client.ts'
import { seedOf, storedText, testRooms, textOf } from './support/test-rooms.ts'

const position = 'position-1'
const anna = { personId: 'person-anna', name: 'Anna' }
const bo = { personId: 'person-bo', name: 'Bo' }

async function opened() {
  const test = testRooms({ seed: [seedOf(position, 'Joint position')] })
  const writer = TestClient.open(test.rooms, position, anna)
  const reader = TestClient.open(test.rooms, position, bo)
  await settle(writer, reader)
  return { ...test, writer, reader }
}

describe('an append whose answer is lost', () => {
  it.each(['written', 'not_written'] as const)(
    '[U11] ends the sessions of its draft and tells nobody of it; whoever joins has what the log has (%s)',
    async (which) => {
      const { rooms, log, errors, writer, reader } = await opened()
      const found = log.loseAnswers(which)
      writer.type(' goes on')
      const asked = writer.ask()
      await settle(writer, reader)
      found()
      expect([writer.closed?.reason, reader.closed?.reason]).toEqual(['failed', 'failed'])
      expect(writer.refusals).toEqual([])
      expect(writer.persisted).not.toContain(asked)
      expect(reader.text).toBe('Joint position')
      expect(errors).toContain('updates may have been stored or not')

      const later = TestClient.open(rooms, position, bo)
      await settle(later)
      expect(later.text).toBe(await storedText(log, position))
      const back = TestClient.open(rooms, position, { ...anna, ydoc: writer.drop() })
      await settle(back, later)
      expect(later.text).toBe('Joint position goes on')
      expect(await storedText(log, position)).toBe('Joint position goes on')
    },
  )

  it('[U11] a freeze that waited for it is rejected, and the next one has what the log has', async () => {
    const { rooms, log, writer } = await opened()
    const release = log.hold()
    const found = log.loseAnswers('written')
    writer.type(' goes on')
    writer.deliver()
    const states: string[] = []
    const frozen = rooms.freeze(position, async (state) => states.push(textOf(state)))
    const outcome = frozen.catch((error: Error) => error.message)
    release()
    expect(await outcome).toContain('not known')
    found()
    expect(states).toEqual([])
    await rooms.freeze(position, async (state) => states.push(textOf(state)))
    expect(states).toEqual(['Joint position goes on'])
  })

  it('[U11] a seal and a purge that waited for it are rejected', async () => {
    const { rooms, log, writer } = await opened()
    const release = log.hold()
    log.loseAnswers('written')
    writer.type(' goes on')
    writer.deliver()
    let isDone = false
    const work = async () => {
      isDone = true
      return { isDone: true, value: 'done' }
    }
    const outcomes = Promise.allSettled([rooms.seal(position, work), rooms.purge(position, work)])
    release()
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(isDone).toBe(false)
  })
})
