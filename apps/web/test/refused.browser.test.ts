import { syncMessage } from '@samsyn/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

const draftPath = '/positions/reporting-template'

describe('text that the server does not take', () => {
  let browser: Browser
  const servers: TestServer[] = []
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    await Promise.all(servers.splice(0).map((server) => server.stop()))
  })
  afterAll(() => browser.close())

  const start = async (env: Record<string, string> = {}) => {
    const server = await startTestServer(env)
    servers.push(server)
    return server
  }
  const openBrowser = async (server: TestServer, personId: string) => {
    const opened = await openAs(browser, server.url, personId, {
      language: 'en',
      viewport: viewports.desktop,
    })
    contexts.push(opened.context)
    return opened
  }
  const text = (page: Page) => page.locator('.ProseMirror[contenteditable=true]')
  const openDraft = async (page: Page) => {
    await page.goto(draftPath)
    await page.locator('[data-state=saved]').waitFor()
    await text(page).waitFor()
  }
  /** In one: letter by letter, the answer to the first could come before the last. */
  const insert = async (page: Page, words: string) => {
    await page.locator('.ProseMirror section').first().locator('p').last().click({ delay: 120 })
    await page.keyboard.press('End')
    await page.keyboard.insertText(words)
  }
  const textOf = async (page: Page) => (await page.locator('.ProseMirror').textContent()) ?? ''
  const refusedIn = (page: Page) => page.locator('[data-refused-text]')

  it.each([
    ['WebSocket', 30_000],
    ['WebSocket', 90_000],
    ['long polling', 90_000],
  ])('[W615] over %s a message of %i bytes is refused, shown, and not sent again', async (carrier, size) => {
    const server = await start({ SYNC_MESSAGE_BYTES: '20000' })
    const { page } = await openBrowser(server, 'drafter-dk')
    let lines = 0
    if (carrier === 'long polling')
      await page.routeWebSocket(/.*/, (socket) => socket.close({ code: 1008, reason: 'blocked' }))
    else page.on('websocket', (socket) => (lines += socket.url().includes('/sync/') ? 1 : 0))
    await openDraft(page)
    const before = lines
    await insert(page, `Far too long: ${'x'.repeat(size)}`)
    await page.getByText('What was added at once is larger').waitFor()
    expect(await refusedIn(page).textContent()).toContain('Far too long: xxx')
    await page.locator('[data-state=saved]').waitFor()
    expect(await textOf(page)).not.toContain('Far too long')
    await insert(page, ' And on.')
    await page.locator('[data-state=saved]').waitFor()
    expect(await textOf(page)).toContain(' And on.')
    if (before > 0) expect(lines).toBe(before + 1)
    await page.reload()
    await page.locator('[data-state=saved]').waitFor()
    expect(await refusedIn(page).textContent()).toContain('Far too long: xxx')
    expect(await textOf(page)).toContain(' And on.')
  })

  it('[W650] signing out asks first where refused words were not dismissed, and no more once they are', async () => {
    const server = await start({ SYNC_MESSAGE_BYTES: '20000' })
    const { context, page } = await openBrowser(server, 'drafter-dk')
    await openDraft(page)
    await insert(page, `Far too long: ${'x'.repeat(30_000)}`)
    await refusedIn(page).waitFor()
    await page.locator('[data-state=saved]').waitFor()
    const account = await context.newPage()
    const askEverywhere = async () => {
      await account.goto('/account')
      await account.getByRole('button', { name: 'Sign out everywhere' }).click()
      await account.getByRole('dialog').getByText('Every browser in which').waitFor()
    }
    const one = account.getByRole('dialog').getByText('1 text with words of yours')
    await askEverywhere()
    await one.waitFor()
    await page.getByRole('button', { name: 'I don’t need it any more' }).click()
    await refusedIn(page).waitFor({ state: 'detached' })
    await expect
      .poll(async () => {
        await askEverywhere()
        return one.count()
      })
      .toBe(0)
  })

  it('[W34] what makes a draft too large is shown beside it', async () => {
    const server = await start({ SYNC_DRAFT_BYTES: '1024' })
    const { page } = await openBrowser(server, 'drafter-dk')
    await openDraft(page)
    await insert(page, ' One word too many.')
    await page.getByText('The draft is as large as it can be').waitFor()
    expect(await refusedIn(page).textContent()).toContain('One word too many.')
    await page.locator('[data-state=saved]').waitFor()
    expect(await textOf(page)).not.toContain('One word too many.')
  })

  it('[W10] [W608] where the server holds as many drafts as it can, the page says so and opens once there is room, over the line it had', async () => {
    const server = await start({ SYNC_OPEN_DRAFTS: '1' })
    const { positions } = await (await server.signIn('drafter-se')).call('getDesk')
    const other = positions.find(
      ({ id, status }) => id !== 'reporting-template' && status === 'in_coordination',
    )
    const first = (await openBrowser(server, 'drafter-se')).page
    await first.goto(`/positions/${other?.id}`)
    await text(first).waitFor()
    const { page } = await openBrowser(server, 'drafter-dk')
    let lines = 0
    page.on('websocket', (socket) => (lines += socket.url().includes('/sync/') ? 1 : 0))
    await page.goto(draftPath)
    await page.getByText('As many drafts are open just now').waitFor()
    await expect.poll(() => lines, { timeout: 30_000 }).toBeGreaterThan(3)
    await first.close()
    await text(page).waitFor()
    await page.locator('[data-state=saved]').waitFor()
    expect(await page.getByText('As many drafts are open just now').count()).toBe(0)
    expect(await page.getByText('slower line').count()).toBe(0)
  })

  it('[W612] what was not stored when the draft is frozen is shown at once', async () => {
    const server = await start()
    const { page } = await openBrowser(server, 'drafter-dk')
    let isFailing = false
    await page.routeWebSocket(/\/sync\//, (socket) => {
      const upstream = socket.connectToServer()
      upstream.onMessage((message) => socket.send(message))
      socket.onMessage((message) => {
        const isUpdate = typeof message !== 'string' && message[0] === syncMessage.sync && message[1] === 2
        if (!isFailing || !isUpdate) {
          if (!isFailing) upstream.send(message)
          return
        }
        // As a server answers whose disk fails, and whose draft is frozen before the page asks again.
        socket.send(told(syncMessage.refused, 'not_stored'))
        socket.send(told(syncMessage.mode, 'frozen'))
        isFailing = false
      })
    })
    await openDraft(page)
    isFailing = true
    await insert(page, ' Not in the version.')
    await refusedIn(page).waitFor()
    expect(await refusedIn(page).textContent()).toContain('Not in the version.')
    await page.getByText('The draft was locked before this reached the server').waitFor()
    await page.locator('[data-state=saved]').waitFor()
    expect(await textOf(page)).not.toContain('Not in the version.')
  })

  it('[W606] what the server has, and only never said so, is in the text that is frozen, and not called refused', async () => {
    const server = await start()
    const { context, page } = await openBrowser(server, 'drafter-dk')
    const colleague = (await openBrowser(server, 'lead-fi')).page
    let isCut = false
    await page.routeWebSocket(/\/sync\//, (socket) => {
      const upstream = socket.connectToServer()
      socket.onMessage((message) => upstream.send(message))
      upstream.onMessage((message) => {
        if (!isCut) socket.send(message)
      })
    })
    await Promise.all([openDraft(page), openDraft(colleague)])
    isCut = true
    await insert(page, ' My last sentence.')
    await page.keyboard.press('Control+Backspace')
    await colleague.getByText(' My last ').waitFor()
    await expect.poll(() => textOf(colleague)).not.toContain('sentence.')
    await expect.poll(() => keptEdits(page), { timeout: 30_000 }).toBeGreaterThan(1)
    await page.close({ runBeforeUnload: false })

    const lead = await server.signIn('lead-fi')
    const params = { positionId: 'reporting-template' }
    const { revision } = await lead.call('getPosition', { params })
    await lead.call('freezeVersion', { params, body: { revision, note: '' } })
    const later = await context.newPage()
    await later.goto(draftPath)
    await later.locator('[data-state=frozen]').waitFor()
    await expect.poll(() => keptEdits(later), { timeout: 30_000 }).toBe(0)
    await later.reload()
    await later.locator('[data-state=frozen]').waitFor()
    await later.locator('.ProseMirror').waitFor()
    expect(await textOf(later)).toContain(' My last ')
    expect(await later.getByText('The draft was locked before this reached the server').count()).toBe(0)
  })

  it('[W607] what a tab has not sent yet is not refused with what another tab is refused', async () => {
    const server = await start({ SYNC_MESSAGE_BYTES: '20000' })
    const { context, page } = await openBrowser(server, 'drafter-dk')
    const other = await context.newPage()
    await Promise.all([openDraft(page), openDraft(other)])
    const network = await context.newCDPSession(page)
    const setOffline = (offline: boolean) =>
      network.send('Network.emulateNetworkConditions', {
        offline,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      })
    await network.send('Network.enable')
    await setOffline(true)
    await page.locator('[data-state=offline]').waitFor()
    await insert(page, ' An hour of work.')
    await expect.poll(() => keptEdits(page), { timeout: 30_000 }).toBeGreaterThan(0)
    await insert(other, `Far too long: ${'x'.repeat(30_000)}`)
    await refusedIn(other).waitFor()
    await other.locator('[data-state=saved]').waitFor()
    expect(await refusedIn(other).textContent()).toContain('Far too long: xxx')
    expect(await refusedIn(other).textContent()).not.toContain('An hour of work.')

    await setOffline(false)
    await page.locator('[data-state=saved]').waitFor()
    for (const each of [page, other]) {
      await expect.poll(() => textOf(each)).toContain(' An hour of work.')
      expect((await textOf(each)).split('An hour of work.')).toHaveLength(2)
      expect(await textOf(each)).not.toContain('Far too long')
    }
    await expect.poll(() => keptEdits(other), { timeout: 30_000 }).toBe(0)
    expect(await refusedIn(other).textContent()).not.toContain('An hour of work.')
  })

  it('[W34] [W607] what was found on the device and is refused is tried once, and shown', async () => {
    const server = await start({ SYNC_MESSAGE_BYTES: '20000' })
    const { context, page } = await openBrowser(server, 'drafter-dk')
    await openDraft(page)
    await context.setOffline(true)
    await page.locator('[data-state=offline]').waitFor()
    await insert(page, `Far too long: ${'x'.repeat(30_000)}`)
    await expect.poll(() => keptEdits(page), { timeout: 30_000 }).toBeGreaterThan(0)
    await page.close({ runBeforeUnload: false })
    await context.setOffline(false)
    const later = await context.newPage()
    let lines = 0
    later.on('websocket', (socket) => (lines += socket.url().includes('/sync/') ? 1 : 0))
    await later.goto(draftPath)
    await refusedIn(later).waitFor()
    await later.locator('[data-state=saved]').waitFor()
    expect(await refusedIn(later).textContent()).toContain('Far too long: xxx')
    expect(await textOf(later)).not.toContain('Far too long')
    expect(await keptEdits(later)).toBe(0)
    expect(lines).toBe(2)
  })

  it('[W613] what was written into text that the server has lost is shown, and stays until it is dismissed', async () => {
    const server = await start()
    const { context, page } = await openBrowser(server, 'drafter-dk')
    await openDraft(page)
    await context.setOffline(true)
    await page.locator('[data-state=offline]').waitFor()
    await insert(page, ' Acknowledged, then lost.')
    await expect.poll(() => keptEdits(page), { timeout: 30_000 }).toBeGreaterThan(0)
    // As it is where the server had it, and was then restored from a backup of before.
    await keptEdits(page, { isForgetting: true })
    await page.keyboard.insertText(' Typed in a tunnel.')
    await expect.poll(() => keptEdits(page), { timeout: 30_000 }).toBeGreaterThan(0)
    await page.close({ runBeforeUnload: false })
    await context.setOffline(false)
    const later = await context.newPage()
    await openDraft(later)
    await later.getByText('text that the server no longer has').waitFor()
    expect(await refusedIn(later).textContent()).toContain('Typed in a tunnel.')
    await later.reload()
    await later.locator('[data-state=saved]').waitFor()
    await refusedIn(later).waitFor()
    expect(await refusedIn(later).textContent()).toContain('Typed in a tunnel.')
    await later.getByRole('button', { name: 'I don’t need it any more' }).click()
    await refusedIn(later).waitFor({ state: 'detached' })
    expect(await textOf(later)).not.toContain('Typed in a tunnel.')
  })

  it('[W614] a draft opens though another tab sleeps over what the device kept at the last sign-out', async () => {
    const server = await start()
    const { context, page } = await openBrowser(server, 'drafter-dk')
    await openDraft(page)
    await expect.poll(() => names(page), { timeout: 30_000 }).toHaveLength(1)
    const sleeping = await context.newPage()
    await sleeping.goto('/sign-in')
    // A tab that does not hear that the store is to go.
    await sleeping.evaluate(async () => {
      const [database] = await indexedDB.databases()
      await new Promise((resolve) => {
        indexedDB.open(database?.name ?? '').onsuccess = resolve
      })
    })
    await page.getByRole('button', { name: /account/i }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL('**/sign-in**')
    await context.request.post('/api/sample/session', { data: { personId: 'drafter-dk' } })
    await openDraft(page)
    await page.getByText('Nothing is kept on this device').waitFor()
    await insert(page, ' Written all the same.')
    await page.locator('[data-state=saved]').waitFor()
    await sleeping.close()
    await page.getByText('Nothing is kept on this device').waitFor({ state: 'detached' })
    expect(await textOf(page)).toContain(' Written all the same.')
  })

  it('[W660] what was written under an id that somebody else has written under meanwhile is shown, and not called saved', async () => {
    const server = await start()
    const { page } = await openBrowser(server, 'drafter-dk')
    let isHeld = false
    let clientId = 0
    const line: { tell: (bytes: Buffer) => void } = { tell: () => undefined }
    await page.routeWebSocket(/\/sync\//, (socket) => {
      const upstream = socket.connectToServer()
      upstream.onMessage((message) => socket.send(message))
      line.tell = (bytes) => socket.send(bytes)
      socket.onMessage((message) => {
        if (typeof message !== 'string' && message[0] === syncMessage.awareness && clientId === 0) {
          const decoder = decoding.createDecoder(message)
          decoding.readVarUint(decoder)
          const states = decoding.createDecoder(decoding.readVarUint8Array(decoder))
          decoding.readVarUint(states)
          clientId = decoding.readVarUint(states)
        }
        if (!isHeld) upstream.send(message)
      })
    })
    await openDraft(page)
    isHeld = true
    await insert(page, ' Written on the train.')
    await page.locator('[data-state=saving]').waitFor()
    // What is left of 500 letters that were removed again: a struct of that id from its beginning on.
    const update = encoding.encode((encoder) => {
      for (const number of [1, 1, clientId, 0, 0, 500, 0]) encoding.writeVarUint(encoder, number)
    })
    isHeld = false
    line.tell(
      Buffer.from(
        encoding.encode((encoder) => {
          encoding.writeVarUint(encoder, syncMessage.sync)
          encoding.writeVarUint(encoder, 2)
          encoding.writeVarUint8Array(encoder, update)
        }),
      ),
    )
    await refusedIn(page).waitFor()
    expect(await refusedIn(page).textContent()).toContain('Written on the train.')
    await page.locator('[data-state=saved]').waitFor()
    expect(await textOf(page)).not.toContain('Written on the train.')
  })

  it('[W614] a device that takes nothing keeps no draft closed, and what is refused is shown', async () => {
    const server = await start()
    const { page } = await openBrowser(server, 'drafter-dk')
    await page.addInitScript(() => {
      const methods: Record<string, unknown> = IDBObjectStore.prototype as never
      for (const method of ['add', 'put', 'getAll', 'getAllKeys']) {
        const own = methods[method] as (...given: unknown[]) => unknown
        methods[method] = function (this: unknown, ...given: unknown[]) {
          if (!('hasRoom' in window)) throw new DOMException('full', 'QuotaExceededError')
          return Reflect.apply(own, this, given)
        }
      }
    })
    let isForging = false
    await page.routeWebSocket(/\/sync\//, (socket) => {
      const upstream = socket.connectToServer()
      upstream.onMessage((message) => socket.send(message))
      socket.onMessage((message) => {
        const isUpdate = typeof message !== 'string' && message[0] === syncMessage.sync && message[1] === 2
        if (isForging && isUpdate) socket.close({ code: 4409, reason: 'author_forged' })
        else upstream.send(message)
      })
    })
    await openDraft(page)
    await page.getByText('Nothing is kept on this device').waitFor()
    isForging = true
    await insert(page, ' Not taken for mine.')
    await refusedIn(page).waitFor()
    isForging = false
    expect(await refusedIn(page).textContent()).toContain('Not taken for mine.')
    await page.locator('[data-state=saved]').waitFor()
    expect(await textOf(page)).not.toContain('Not taken for mine.')
    await insert(page, ' And on.')
    await page.locator('[data-state=saved]').waitFor()
    expect(await refusedIn(page).textContent()).toContain('Not taken for mine.')
    // The page alone has them: what comes later stands with them, and whoever leaves is warned.
    isForging = true
    await insert(page, ' Nor this.')
    await refusedIn(page).getByText('Nor this.').waitFor()
    isForging = false
    await page.locator('[data-state=saved]').waitFor()
    expect(await refusedIn(page).textContent()).toContain('Not taken for mine.')
    const isWarned = () =>
      page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })))
    expect(await isWarned()).toBe(true)
    // It takes something again: the page alone has the others still.
    await page.evaluate(() => Object.assign(window, { hasRoom: true }))
    isForging = true
    await insert(page, ' Nor the third.')
    await refusedIn(page).getByText('Nor the third.').waitFor()
    isForging = false
    await page.locator('[data-state=saved]').waitFor()
    for (const words of ['Not taken for mine.', 'Nor this.'])
      expect(await refusedIn(page).textContent()).toContain(words)
    expect(await isWarned()).toBe(true)
    await page.getByRole('button', { name: 'I don’t need it any more' }).click()
    await expect.poll(isWarned).toBe(false)
  })
})

const names = (page: Page) => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))

/** Number of edits that the device keeps, which it may be made to forget. */
const keptEdits = (page: Page, { isForgetting = false } = {}) =>
  page.evaluate(async (forgets) => {
    const [database] = await indexedDB.databases()
    const opening = indexedDB.open(database?.name ?? '')
    await new Promise((resolve) => {
      opening.onsuccess = resolve
    })
    const edits = opening.result.transaction('edits', 'readwrite').objectStore('edits')
    if (forgets) edits.clear()
    const counting = edits.count()
    await new Promise((resolve) => {
      counting.onsuccess = resolve
    })
    opening.result.close()
    return counting.result
  }, isForgetting)

/** One of our own messages with a word in it. */
function told(kind: number, word: string): Buffer {
  return Buffer.from(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, kind)
      encoding.writeVarString(encoder, word)
    }),
  )
}
