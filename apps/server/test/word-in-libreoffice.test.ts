import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filePath } from '@samsyn/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isLong } from './support/faults.ts'
import { startTestServer, type TestServer } from './support/test-server.ts'

const libreOffice = process.env.LIBREOFFICE_PATH ?? '/usr/bin/soffice'
/** Where the pages go to be looked at; nowhere unless asked for. */
const pictures = process.env.PICTURES

/** In the long form alone: opening an office suite takes longer than all other tests of files together. */
describe.runIf(isLong && existsSync(libreOffice))('a Word file in LibreOffice', () => {
  let server: TestServer
  let folder: string
  beforeAll(async () => {
    server = await startTestServer()
    folder = await mkdtemp(join(tmpdir(), 'samsyn-word-'))
  })
  afterAll(async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('[A114] every draft and version of the sample positions is opened, with its title', async () => {
    const people = await Promise.all(['drafter-dk', 'secretariat'].map((id) => server.signIn(id)))
    const files: { name: string; title: string }[] = []
    const keep = async (name: string, title: string, path: string) => {
      for (const { cookie } of people) {
        const response = await fetch(server.url + path, { headers: { cookie } })
        if (!response.ok) continue
        await writeFile(join(folder, `${name}.docx`), new Uint8Array(await response.arrayBuffer()))
        files.push({ name, title })
        return
      }
    }
    for (const { id, title } of await server.storage.tables.positions.all()) {
      await keep(`${id}-draft`, title, filePath('getDraftFile', { positionId: id }))
      for (const { number } of await server.storage.tables.versions.list(id)) {
        const parts = { positionId: id, number, format: 'docx' as const }
        await keep(`${id}-${number}`, title, filePath('getVersionFile', parts))
      }
    }
    expect(files.length).toBeGreaterThan(15)
    execFileSync(
      libreOffice,
      [
        `-env:UserInstallation=file://${folder}/profile`,
        ...['--headless', '--convert-to', 'pdf', '--outdir', folder],
        ...files.map(({ name }) => join(folder, `${name}.docx`)),
      ],
      { stdio: 'pipe', timeout: 280_000 },
    )
    const unread = files.filter(({ name, title }) => {
      const pdf = join(folder, `${name}.pdf`)
      if (!existsSync(pdf)) return true
      const text = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' })
      return !text.replace(/\s+/g, ' ').includes(title)
    })
    expect(unread).toEqual([])
    if (!pictures) return
    await mkdir(pictures, { recursive: true })
    for (const { name } of files) {
      execFileSync('pdftoppm', ['-r', '50', '-png', join(folder, `${name}.pdf`), join(pictures, name)])
    }
  }, 600_000)
})
