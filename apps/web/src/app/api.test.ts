import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ApiError, api } from './api.ts'

const browserFetch = globalThis.fetch
let server: Server
let seen: { method: string; url: string; body: string }[] = []
let answer: { status: number; body: string }

beforeEach(async () => {
  seen = []
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', body })
      response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(answer.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  // A page's own address, which Node's fetch does not have.
  globalThis.fetch = (input, init) => browserFetch(new URL(String(input), `http://127.0.0.1:${port}`), init)
})

afterEach(async () => {
  globalThis.fetch = browserFetch
  await new Promise((resolve) => server.close(resolve))
})

it('[W3] puts parameters, query and body where the route says', async () => {
  answer = { status: 200, body: '{"mode":"write"}' }
  await expect(
    api('getDraftAccess', { params: { positionId: 'a/b' }, query: { schema: 3 } }),
  ).resolves.toEqual({ mode: 'write' })
  await api('getDraftAccess', { params: { positionId: 'a' }, query: { schema: 3, ...{ at: undefined } } })
  answer = { status: 204, body: '' }
  await expect(api('endSession')).resolves.toBeUndefined()
  expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /api/positions/a%2Fb/draft-access?schema=3',
    'GET /api/positions/a/draft-access?schema=3',
    'DELETE /api/session',
  ])
})

it('[W4] throws the code and the field of a refusal', async () => {
  answer = { status: 400, body: '{"error":{"code":"invalid_request","field":"body.note"}}' }
  const refusal = await api('getDesk').catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(ApiError)
  expect(refusal).toMatchObject({ code: 'invalid_request', field: 'body.note' })
})

it('[W182] sends no words with a marking of classified information', async () => {
  answer = { status: 204, body: '' }
  const body = { ground: 'comix', reference: 'as agreed\nSECRET UE/EU SECRET', source: 'typed' } as const
  const request = { params: { positionId: 'a' }, body }
  await expect(api('confirmLimite', request)).rejects.toMatchObject({
    code: 'classified_words',
    field: 'reference',
  })
  expect(seen).toEqual([])
  await api('confirmLimite', { ...request, body: { ...body, reference: 'as agreed' } })
  expect(seen).toHaveLength(1)
})

it('[W5] has a code for answers that are none of ours', async () => {
  answer = { status: 502, body: '<html>bad gateway</html>' }
  await expect(api('getDesk')).rejects.toMatchObject({ code: 'unavailable' })
  answer = { status: 500, body: 'oops' }
  await expect(api('getDesk')).rejects.toMatchObject({ code: 'internal' })
})

it('[W6] says when no answer came', async () => {
  globalThis.fetch = (_input, init) => browserFetch('http://127.0.0.1:1/', init)
  await expect(api('getDesk')).rejects.toMatchObject({ code: 'network' })
})
