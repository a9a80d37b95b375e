import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from './support/test-server.ts'

const script = 'export const words = "the same words again and again"\n'.repeat(100)

describe('the web bundle', () => {
  let folder: string
  let server: TestServer
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-bundle-'))
    await mkdir(join(folder, 'assets'))
    await Promise.all([
      writeFile(join(folder, 'assets/app-1a2b.js'), script),
      writeFile(join(folder, 'assets/app-1a2b.js.br'), brotliCompressSync(script)),
      writeFile(join(folder, 'assets/app-1a2b.js.gz'), gzipSync(script)),
      writeFile(join(folder, 'assets/small-1a2b.css'), 'p {}'),
      ...['index', 'position', 'read'].map((name) =>
        writeFile(join(folder, `${name}.html`), `<title>${name}</title>`),
      ),
    ])
    server = await startTestServer({ WEB_DIST: folder })
  })
  afterAll(async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })

  /** As it came: `fetch` would decompress it. */
  const get = (path: string, accepted = '', { url } = server) =>
    new Promise<{ status: number; headers: Record<string, unknown>; bytes: Buffer }>((resolve, reject) => {
      request(`${url}${path}`, { headers: { 'accept-encoding': accepted } }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes: Buffer.concat(parts),
          }),
        )
      })
        .on('error', reject)
        .end()
    })

  it('[A492] is the reading page at the address of a folder and of what is in it, and the app at the meeting', async () => {
    for (const path of ['/meetings/a/folder', '/meetings/a/folder/b', '/read']) {
      expect((await get(path)).bytes.toString()).toBe('<title>read</title>')
    }
    expect((await get('/meetings/a')).bytes.toString()).toBe('<title>index</title>')
  })

  it('[A190] goes out as it was compressed when it was built, by what the browser takes', async () => {
    const path = '/assets/app-1a2b.js'
    const brotli = await get(path, 'gzip, deflate, br')
    expect(brotli.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript',
      'cache-control': 'public,max-age=31536000,immutable',
      vary: 'Accept-Encoding',
    })
    expect(brotliDecompressSync(brotli.bytes).toString()).toBe(script)
    const gzip = await get(path, 'gzip')
    expect(gzip.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(gzip.bytes).toString()).toBe(script)
    const plain = await get(path)
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.bytes.toString()).toBe(script)
    // Too small to be worth it.
    const small = await get('/assets/small-1a2b.css', 'br')
    expect(small.headers).toMatchObject({ 'content-type': 'text/css' })
    expect(small.headers['content-encoding']).toBeUndefined()
  })

  it('[A191] is not_found where it has no such file, and never a page', async () => {
    for (const path of ['/assets/app-0000.js', '/assets/', '/assets/..%2findex.html', '/assets/%zz']) {
      const { status, bytes } = await get(path)
      expect({ path, status, body: JSON.parse(bytes.toString()) }).toEqual({
        path,
        status: 404,
        body: { error: { code: 'not_found' } },
      })
    }
  })

  it('[A191] is not_found altogether where it was not built', async () => {
    const bare = await startTestServer({ WEB_DIST: join(folder, 'nothing') })
    const { status, bytes } = await get('/', '', bare)
    await bare.stop()
    expect([status, JSON.parse(bytes.toString())]).toEqual([404, { error: { code: 'not_found' } }])
  })

  it.each([
    ['/', 'index'],
    ['/sign-in', 'index'],
    ['/positions/new', 'index'],
    ['/positions/reporting-template', 'position'],
    ['/positions/reporting-template?thread=1', 'position'],
    ['/positions/reporting-template/versions/1', 'index'],
    ['/read', 'read'],
    ['/read/position/reporting-template', 'read'],
  ])('[A192] has at %s the page %s', async (path, page) => {
    const { status, headers, bytes } = await get(path)
    expect([status, headers['cache-control'], bytes.toString()]).toEqual([
      200,
      'no-cache',
      `<title>${page}</title>`,
    ])
  })
})
