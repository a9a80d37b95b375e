import { mkdtemp, open as openFile, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWord, packed, para, run, wordFiles } from '../../../packages/import/test/build-word.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs } from './support/browser.ts'
import { words as wordsOf } from './support/words.ts'

const draftPath = '/positions/reporting-template'
/** A real file: written by Samsyn, opened and saved by LibreOffice. */
const realFile = new URL('../../../packages/import/test/fixtures/saved-by-libreoffice.docx', import.meta.url)
const body = para(run('The forms are sent out in the spring.'))

describe('a Word file', () => {
  let server: TestServer
  let browser: Browser
  let folder: string
  const contexts: BrowserContext[] = []
  const faults: string[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-word-'))
    server = await startTestServer()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const open = async (personId: string, path = draftPath): Promise<Page> => {
    const opened = await openAs(browser, server.url, personId, { language: 'en' })
    contexts.push(opened.context)
    opened.page.on('close', () => faults.push(...opened.faults))
    await opened.page.goto(path)
    await text(opened.page).waitFor()
    return opened.page
  }
  const done = async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(faults).toEqual([])
  }
  const text = (page: Page) => page.locator('.ProseMirror[contenteditable=true]')
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Bring in a Word file' })
  const begin = async (page: Page) => {
    await page.getByRole('button', { name: 'Bring in a Word file' }).click()
    await dialog(page).waitFor()
  }
  const choose = async (page: Page, file: Uint8Array | string, name = 'position.docx') => {
    const field = dialog(page).getByLabel('Word file (.docx)')
    if (typeof file === 'string') await field.setInputFiles(file)
    else await field.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(file) })
  }
  const preview = (page: Page) => dialog(page).getByRole('region', { name: /^Preview of / })
  const place = (page: Page) => dialog(page).getByLabel('Where')
  const confirm = (page: Page) => dialog(page).getByRole('button', { name: 'Bring it in' }).click()
  const gone = (page: Page) => dialog(page).waitFor({ state: 'hidden' })
  const section = (page: Page, title: string) =>
    text(page)
      .locator('section')
      .filter({ has: page.getByRole('heading', { level: 2, name: title, exact: true }) })
  const beginPosition = async (marking: 'parties' | 'member_states_only') => {
    const drafter = await server.signIn('drafter-fi')
    const [meeting] = (await drafter.call('getDesk')).meetings
    const { agenda } = await drafter.call('getMeeting', { params: { meetingId: meeting?.id ?? '' } })
    const item = agenda.find(({ dossier }) => dossier !== null)
    const position = await drafter.call('createPosition', {
      body: {
        title: 'Sample: a text from Word',
        agendaItemId: item?.id ?? '',
        dossierId: item?.dossier?.id ?? '',
        instrument: 'joint_position',
        parties: ['FI', 'SE'],
        penholder: 'FI',
        draftingLanguage: 'en',
        marking,
      },
    })
    await drafter.call('startCoordination', {
      params: { positionId: position.id },
      body: { revision: position.revision },
    })
    return position.id
  }

  it('[W100] [W101] [W102] [W105] is seen before it comes in, stands at the end of the draft, and is one undo', async () => {
    const [finland, sweden] = await Promise.all([open('drafter-fi'), open('drafter-se')])
    const sent: string[] = []
    // The page goes on asking for what it shows; a file could only leave in the body of a request.
    finland.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(request.url())
    })
    await begin(finland)
    expect(await violationsNow(finland)).toEqual([])
    await confirm(finland)
    await dialog(finland).getByText('Choose a file first.').waitFor()
    sent.length = 0
    await choose(finland, await readFile(realFile))
    await preview(finland).getByRole('heading', { level: 2 }).first().waitFor()
    expect(sent).toEqual([])
    await dialog(finland)
      .getByText(/The file names .*Maija Salo \(FI\).* that has not been verified/)
      .waitFor()
    expect(await violationsNow(finland)).toEqual([])
    const words = 'parliamentary scrutiny reservation'
    expect(await preview(finland).textContent()).toContain(words)
    const before = await wordsOf(text(sweden))
    await place(finland).selectOption({ label: 'As new sections at the end' })
    // The own delegation reads them, unless somebody says that all do.
    await dialog(finland)
      .getByRole('checkbox', { name: /^Bring in the/ })
      .check()
    const readers = dialog(finland).getByLabel('Who reads them')
    expect(await readers.inputValue()).toBe('FI')
    await readers.selectOption({ label: 'All delegations' })
    expect(await violationsNow(finland)).toEqual([])
    await confirm(finland)
    await gone(finland)
    await text(sweden).getByText('a link bold link').waitFor()
    const titles = (page: Page) => wordsOf(text(page).getByRole('heading', { level: 2 }))
    expect(await titles(sweden)).toEqual(await titles(finland))
    expect(await text(sweden).locator('ins[data-insertion]').count()).toBeGreaterThan(0)
    await sweden
      .getByText(/a Word file names Maija Salo \(FI\) \(not verified\)/)
      .first()
      .waitFor()

    // The comments of the file, under the name of whoever brought them in.
    const threads = await (await server.signIn('drafter-se')).call('listThreads', {
      params: { positionId: 'reporting-template' },
    })
    const brought = threads.threads.filter(({ comments }) => /in the Word file/.test(comments[0]?.text ?? ''))
    expect(brought.length).toBeGreaterThan(0)
    expect(brought.every(({ comments }) => comments[0]?.person.id === 'drafter-fi')).toBe(true)

    await finland.keyboard.press('Control+z')
    await text(sweden).getByText('a link bold link').waitFor({ state: 'detached' })
    expect(await wordsOf(text(sweden))).toEqual(before)
    await done()
  })

  it('[W101] [W102] [W105] [W632] goes where it is wanted: at the end of a section, behind the caret, or before a section', async () => {
    const page = await open('drafter-dk')
    const file = await buildWord({
      body: [
        para(run('What we ask'), { properties: '<w:outlineLvl w:val="0"/>' }),
        para(
          `${run('Eight ')}<w:commentRangeStart w:id="1"/>${run('weeks')}<w:commentRangeEnd w:id="1"/>${run('.')}`,
        ),
        para(run('Kept in ') + run('low', '<w:vertAlign w:val="subscript"/>')),
      ].join(''),
      comments: `<w:comment w:id="1" w:author="Bo Dahl">${para(run('Or six?'))}</w:comment>`,
    })
    await begin(page)
    await choose(page, file)
    await preview(page).waitFor()
    await dialog(page).getByText('Raised, lowered or highlighted: the words are kept (1)').waitFor()
    await place(page).selectOption({ label: 'In “Joint position”, at its end' })
    // As it will stand: under the title of the section that is there.
    await preview(page).getByRole('heading', { level: 2, name: 'Joint position' }).waitFor()
    await preview(page).getByRole('heading', { level: 3, name: 'What we ask' }).waitFor()
    await dialog(page).getByText('Bo Dahl: Or six?').waitFor()
    await dialog(page).getByLabel('Bring in the comment thread, too').check()
    await confirm(page)
    await gone(page)
    expect(
      await section(page, 'Joint position').locator('> :nth-last-child(-n+3)').allTextContents(),
    ).toEqual(['What we ask', 'Eight weeks.', 'Kept in low'])
    // The comment is on its words, also where the file's lines are not the draft's.
    const { threads } = await (await server.signIn('drafter-dk')).call('listThreads', {
      params: { positionId: 'reporting-template' },
    })
    const [thread] = threads.filter(
      ({ comments }) => comments[0]?.text === 'Bo Dahl in the Word file:\nOr six?',
    )
    expect(thread?.anchor?.quote).toBe('weeks')
    expect(thread?.audience).toBe('DK')
    await page.keyboard.press('Control+z')
    await text(page).getByText('What we ask').waitFor({ state: 'detached' })

    const first = section(page, 'Background').locator('> p').first()
    const words = (await first.textContent()) ?? ''
    await first.click({ delay: 120 })
    await begin(page)
    await choose(page, file)
    expect(await dialog(page).getByLabel('Bring in the comment thread, too').isChecked()).toBe(false)
    await place(page).selectOption({ label: 'In “Background”, after the paragraph where the caret is' })
    await confirm(page)
    await gone(page)
    const [, line, heading] = await section(page, 'Background').locator('> *').allTextContents()
    expect([line, heading]).toEqual([words, 'What we ask'])
    await page.keyboard.press('Control+z')

    await begin(page)
    await choose(page, file)
    await preview(page).getByRole('heading', { level: 2, name: 'What we ask' }).waitFor()
    expect(await dialog(page).getByLabel('Bring in the comment thread, too').isChecked()).toBe(false)
    await place(page).selectOption({ label: 'As new sections before “Background”' })
    await confirm(page)
    await gone(page)
    const titles = await text(page).getByRole('heading', { level: 2 }).allTextContents()
    expect(titles.indexOf('What we ask')).toBe(titles.indexOf('Background') - 1)
    await page.keyboard.press('Control+z')
    await text(page).getByText('What we ask').waitFor({ state: 'detached' })
    await done()
  })

  it('[W652] keeps its comments when the text needs long to reach the server', async () => {
    const opened = await openAs(browser, server.url, 'drafter-dk', { language: 'en' })
    contexts.push(opened.context)
    const { page } = opened
    let isHeld = false
    const held: (() => void)[] = []
    await page.routeWebSocket(/\/sync/, (socket) => {
      const line = socket.connectToServer()
      socket.onMessage((message) => {
        if (isHeld) held.push(() => line.send(message))
        else line.send(message)
      })
    })
    await page.goto(draftPath)
    await text(page).waitFor()
    await page.locator('[data-state=saved]').first().waitFor()
    const file = await buildWord({
      body: para(
        `<w:commentRangeStart w:id="1"/>${run('Held back')}<w:commentRangeEnd w:id="1"/>${run('.')}`,
      ),
      comments: `<w:comment w:id="1" w:author="Bo Dahl">${para(run('Still here?'))}</w:comment>`,
    })
    await begin(page)
    await choose(page, file)
    await preview(page).waitFor()
    await dialog(page).getByLabel('Bring in the comment thread, too').check()
    isHeld = true
    await confirm(page)
    await page.locator('[data-state=saving]').first().waitFor({ state: 'attached' })
    // Longer than the server was asked before.
    await page.waitForTimeout(4_500)
    isHeld = false
    for (const send of held) send()
    await gone(page)
    const { threads } = await (await server.signIn('drafter-dk')).call('listThreads', {
      params: { positionId: 'reporting-template' },
    })
    expect(threads.map(({ comments }) => comments[0]?.text)).toContain(
      'Bo Dahl in the Word file:\nStill here?',
    )
    await page.keyboard.press('Control+z')
    await text(page).getByText('Held back').waitFor({ state: 'detached' })
    await done()
  })

  it('[W102] takes the place of an empty draft, and never of what a colleague wrote meanwhile', async () => {
    const path = `/positions/${await beginPosition('parties')}`
    const [finland, sweden] = await Promise.all([open('drafter-fi', path), open('drafter-se', path)])
    await begin(finland)
    await choose(finland, await readFile(realFile))
    await preview(finland).waitFor()
    expect(await place(finland).inputValue()).toBe('replace')
    await text(sweden).locator('section p').first().click({ delay: 120 })
    await sweden.keyboard.type('Written meanwhile.')
    await finland.locator('.ProseMirror').getByText('Written meanwhile.').waitFor()
    await confirm(finland)
    await dialog(finland)
      .getByText(/^The draft has changed meanwhile/)
      .waitFor()
    expect(await text(finland).textContent()).toContain('Written meanwhile.')
    await finland.keyboard.press('Escape')
    await sweden.keyboard.press('Control+z')
    await finland.locator('.ProseMirror').getByText('Written meanwhile.').waitFor({ state: 'detached' })
    await begin(finland)
    await choose(finland, await buildWord({ body }))
    await preview(finland).waitFor()
    await confirm(finland)
    await gone(finland)
    await sweden.getByText('The forms are sent out in the spring.').waitFor()
    expect(await text(sweden).locator('section').count()).toBe(1)
    await done()
  })

  it('[W100] is refused with the reason, and nothing goes in', async () => {
    const page = await open('drafter-dk')
    const before = await wordsOf(text(page))
    await begin(page)
    const bytes = (words: string) => new TextEncoder().encode(words)
    const withFiles = (more: Readonly<Record<string, string | Uint8Array>>) =>
      packed(new Map<string, string | Uint8Array>([...wordFiles({ body }), ...Object.entries(more)]))
    const locked = new Uint8Array(1024)
    locked.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    locked.set(Buffer.from('EncryptedPackage', 'utf16le'), 512)
    const fifty = join(folder, 'fifty.docx')
    const large = await openFile(fifty, 'w')
    await large.truncate(51 * 1024 * 1024)
    await large.close()
    const refusals: readonly (readonly [file: Uint8Array | string, reason: RegExp])[] = [
      [fifty, /larger than 20 MB/],
      [await withFiles({ 'word/document.xml': new Uint8Array(40 * 1024 * 1024) }), /unpacks to far more/],
      [await withFiles({ 'word/vbaProject.bin': bytes('x') }), /has macros/],
      [locked, /locked with a password/],
      [bytes('Only words.'), /not a Word file of the present kind/],
      [await withFiles({ 'word/document.xml': '<w:document' }), /is damaged/],
      [await buildWord({ body: para('') }), /no text in the file/],
      [
        await buildWord({ body: para(run('Too many words. '.repeat(80_000))) }),
        /longer than can be brought in/,
      ],
    ]
    for (const [file, reason] of refusals) {
      await choose(page, file)
      await dialog(page).getByRole('alert').filter({ hasText: reason }).waitFor()
      await confirm(page)
      expect(await dialog(page).isVisible()).toBe(true)
      expect(await preview(page).count()).toBe(0)
    }
    expect(await violationsNow(page)).toEqual([])
    // Dropped, as many as one likes; then one.
    const dropped = async (count: number) => {
      const data = await page.evaluateHandle(
        ({ base64, count }) => {
          const transfer = new DataTransfer()
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
          for (let index = 0; index < count; index += 1) {
            transfer.items.add(new File([bytes], `dropped-${index}.docx`))
          }
          return transfer
        },
        { base64: Buffer.from(await buildWord({ body })).toString('base64'), count },
      )
      await dialog(page).getByText('Word file (.docx)').dispatchEvent('drop', { dataTransfer: data })
    }
    await dropped(2)
    await dialog(page).getByText('Choose one file at a time.').waitFor()
    await dropped(1)
    await dialog(page).getByRole('region', { name: 'Preview of dropped-0.docx' }).waitFor()
    await page.keyboard.press('Escape')
    expect(await wordsOf(text(page))).toEqual(before)
    await done()
  })

  it('[W100] is given up when reading takes too long', async () => {
    const page = await open('drafter-dk')
    // The reader never arrives.
    await page.route(/word-worker/, () => undefined)
    await page.clock.install()
    await begin(page)
    await choose(page, await buildWord({ body }))
    await dialog(page).getByText('Reading position.docx').waitFor()
    await page.clock.fastForward(31_000)
    await dialog(page).getByText('Reading the file took too long').waitFor()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await done()
  })

  it('[W103] that is classified is refused with its marking, of which nothing was said in the text', async () => {
    const page = await open('drafter-fi')
    const before = await wordsOf(text(page))
    await begin(page)
    const markings = [
      ['RESTREINT UE/EU RESTRICTED', 'RESTREINT UE/EU RESTRICTED'],
      ['CONFIDENTIEL UE/EU CONFIDENTIAL', 'CONFIDENTIEL UE/EU CONFIDENTIAL'],
      ['SECRET UE/EU SECRET', 'SECRET UE/EU SECRET'],
      ['TRES SECRET UE/EU TOP SECRET', 'TRÈS SECRET UE/EU TOP SECRET'],
      ['TIL TJENESTEBRUG', 'TIL TJENESTEBRUG'],
    ] as const
    for (const [written, name] of markings) {
      await choose(page, await buildWord({ body, header: para(run(written)) }))
      await dialog(page)
        .getByRole('alert')
        .filter({ hasText: `The file carries the classification marking ${name}.` })
        .waitFor()
      expect(await preview(page).count()).toBe(0)
    }
    await page.keyboard.press('Escape')
    expect(await wordsOf(text(page))).toEqual(before)
    // To write about such markings is no such marking.
    await begin(page)
    await choose(
      page,
      await buildWord({ body: para(run('Documents marked RESTREINT UE/EU RESTRICTED are kept apart.')) }),
    )
    await preview(page).waitFor()
    await page.keyboard.press('Escape')
    await done()
  })

  it('[W104] [W201] marked LIMITE asks on what ground, and that is kept before it comes in', async () => {
    const [finland, norway] = await Promise.all([open('drafter-fi'), open('drafter-no')])
    const file = await buildWord({ body, header: para(run('14629/16 LIMITE EN')) })
    await begin(finland)
    await choose(finland, file)
    const question = dialog(finland).getByRole('group', { name: 'Text marked LIMITE' })
    await question.getByText(/“14629\/16 LIMITE EN”.*Iceland and Norway can read this draft/).waitFor()
    await confirm(finland)
    await question.getByText('Choose on what ground it may be read here.').waitFor()
    await question.getByText('Say which document it is, or who authorised it.').waitFor()
    expect(await violationsNow(finland)).toEqual([])
    expect(await text(norway).textContent()).not.toContain('in the spring')
    await question.getByLabel('It was issued for the Mixed Committee (COMIX)').check()
    await question.getByLabel('Document, or who authorised it').fill('14629/16 COMIX')
    await confirm(finland)
    await gone(finland)
    await norway.getByText('The forms are sent out in the spring.').waitFor()
    const events = await (await server.signIn('drafter-no')).call('listPositionEvents', {
      params: { positionId: 'reporting-template' },
    })
    expect(events[0]).toMatchObject({
      type: 'limite.confirmed',
      person: { id: 'drafter-fi' },
      country: 'FI',
      data: { ground: 'comix', reference: '14629/16 COMIX', source: 'file' },
    })
    await norway.getByRole('tab', { name: 'Activity' }).click()
    await norway.getByText('Issued for the Mixed Committee (COMIX): 14629/16 COMIX').waitFor()
    await finland.keyboard.press('Control+z')
    await norway.getByText('The forms are sent out in the spring.').waitFor({ state: 'detached' })

    // Where only the Member States read there is nothing to ask.
    const alone = await open('drafter-fi', `/positions/${await beginPosition('member_states_only')}`)
    await begin(alone)
    await choose(alone, file)
    await preview(alone).waitFor()
    expect(await dialog(alone).getByText('Text marked LIMITE').count()).toBe(0)
    await confirm(alone)
    await gone(alone)

    // The lead makes it releasable to Norway, on a ground: everybody's page says so at once, and asks from then on.
    const lead = await open('lead-fi', new URL(alone.url()).pathname)
    const marking = alone.locator('[data-marking]').first()
    expect(await marking.textContent()).toContain('DK-FI-SE only')
    await lead.getByRole('button', { name: 'Releasable to …' }).click()
    const release = lead.getByRole('dialog', { name: 'To whom this is releasable' })
    const agree = release.getByRole('button', { name: 'Make it releasable' })
    await agree.click()
    await release.getByText('Choose a country.').waitFor()
    await release.getByLabel('Norway: not releasable yet').check()
    await agree.click()
    await release.getByText('Choose on what ground it may be read here.').waitFor()
    await release.getByLabel('It was issued for the Mixed Committee (COMIX)').check()
    await release.getByLabel('Document, or who authorised it').fill('14629/16 COMIX')
    expect(await violationsNow(lead)).toEqual([])
    await agree.click()
    await release.waitFor({ state: 'hidden' })
    await expect.poll(() => marking.textContent()).toContain('DK-FI-SE only · Releasable to: NO')
    await begin(alone)
    await choose(alone, file)
    await dialog(alone)
      .getByText(/“14629\/16 LIMITE EN”.*Norway can read this draft/)
      .waitFor()
    await done()
  })
})
