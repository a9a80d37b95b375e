import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from './support/test-server.ts'

const positionId = 'reporting-template'

describe('brackets', () => {
  let server: TestServer

  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())

  it('[A130] a position says for whom a person speaks in its text, and whether they settle brackets', async () => {
    const told = async (personId: string, id = positionId) => {
      const client = await server.signIn(personId)
      const { supportsFor, abilities } = await client.call('getPosition', { params: { positionId: id } })
      return [supportsFor, abilities.resolveBrackets]
    }
    expect(await told('lead-fi')).toEqual([['FI'], true])
    expect(await told('drafter-se')).toEqual([['SE'], false])
    expect(await told('delegate-se')).toEqual([[], false])
    expect(await told('secretariat')).toEqual([[], false])
    // Its draft is locked.
    expect(await told('lead-fi', 'meeting-timetable')).toEqual([['FI'], false])
  })
})
