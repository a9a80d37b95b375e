import { syncMessage } from '@samsyn/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { parseUpdateMeta } from 'yjs'
import { eventually } from '../../server/test/support/drafter.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

const draftPath = '/positions/reporting-template'

const isFocused = (element: Element) => element === document.activeElement

describe('text that has not reached the server', () => {
  let server: TestServer
  let browser: Browser
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
  })
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const openBrowser = async (personId: string) => {
    const opened = await openAs(browser, server.url, personId, {
      language: 'en',
      viewport: viewports.desktop,
    })
    contexts.push(opened.context)
    return opened
  }
  const openDraft = async (page: Page) => {
    await page.goto(draftPath)
    await page.locator('[data-state=saved]').waitFor()
    await page.locator('.ProseMirror[contenteditable=true]').waitFor()
  }
  const type = async (page: Page, words: string) => {
    await page.locator('.ProseMirror section').first().locator('p').last().click({ delay: 120 })
    await page.keyboard.press('End')
    await page.keyboard.type(words)
  }
  const textOf = async (page: Page) => (await page.locator('.ProseMirror').textContent()) ?? ''
  const databases = (page: Page) =>
    page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''))
  /** Number of edits that the device keeps. */
  const keptEdits = (page: Page) =>
    page.evaluate(async () => {
      const [database] = await indexedDB.databases()
      if (!database?.name) return 0
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(database.name as string)
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      const counting = opened.transaction('edits').objectStore('edits').count()
      await new Promise((resolve) => {
        counting.onsuccess = resolve
      })
      opened.close()
      return counting.result
    })

  it('[W30] typed offline, it outlives the page, and is merged when the person comes back', async () => {
    const { context, page, faults } = await openBrowser('drafter-dk')
    const colleague = (await openBrowser('drafter-fi')).page
    await Promise.all([openDraft(page), openDraft(colleague)])
    await context.setOffline(true)
    await page.locator('[data-state=offline]').waitFor()
    await type(page, ' Written in a tunnel.')
    await page.getByText('is kept on this device', { exact: false }).waitFor()
    await eventually(async () => (await keptEdits(page)) > 0)
    // The page goes without a word, as when a browser crashes.
    await page.close({ runBeforeUnload: false })
    await context.setOffline(false)
    expect(await textOf(colleague)).not.toContain('Written in a tunnel.')

    const again = await context.newPage()
    await openDraft(again)
    expect(await textOf(again)).toContain('Written in a tunnel.')
    await eventually(async () => (await textOf(colleague)).includes('Written in a tunnel.'))
    await eventually(async () => (await keptEdits(again)) === 0)
    // Undo is of what is done on this page; what was brought along is not torn out by it.
    await again.locator('.ProseMirror').press('Control+z')
    expect(await textOf(again)).toContain('Written in a tunnel.')
    expect(faults.filter((fault) => !fault.startsWith('WebSocket connection'))).toEqual([])
  })

  it('[E16] typed offline into a line, it stays there though a colleague breaks the line before its first word', async () => {
    const { context, page } = await openBrowser('drafter-dk')
    const colleague = (await openBrowser('drafter-fi')).page
    await Promise.all([openDraft(page), openDraft(colleague)])
    await context.setOffline(true)
    await page.locator('[data-state=offline]').waitFor()
    await type(page, ' Added underground.')
    const line = colleague.locator('.ProseMirror section').first().locator('p').last()
    await line.click({ delay: 120 })
    await colleague.keyboard.press('Home')
    await colleague.keyboard.press('Shift+Enter')
    await line.locator('br:not(.ProseMirror-trailingBreak)').waitFor({ state: 'attached' })
    await colleague.locator('[data-state=saved]').waitFor()
    await context.setOffline(false)
    const texts = () =>
      Promise.all(
        [page, colleague].map((each) =>
          each.locator('.ProseMirror').evaluate((editor) => {
            const copy = editor.cloneNode(true) as HTMLElement
            for (const caret of copy.querySelectorAll('.caret')) caret.remove()
            return copy.textContent ?? ''
          }),
        ),
      )
    await eventually(async () => (await texts()).every((text) => text.includes('Added underground.')))
    const [text, other] = await texts()
    expect(other).toBe(text)
    // One undo takes the break away, and nothing of the text.
    await colleague.locator('.ProseMirror').press('Control+z')
    await line.locator('br:not(.ProseMirror-trailingBreak)').waitFor({ state: 'detached' })
    expect((await texts())[1]).toBe(text)
  })

  it('[W31] signing out leaves nothing of it on the device', async () => {
    const { page } = await openBrowser('drafter-dk')
    await openDraft(page)
    await type(page, ' Before leaving.')
    await page.locator('[data-state=saved]').waitFor()
    expect(await databases(page)).toHaveLength(1)
    await page.getByRole('button', { name: /account/i }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL('**/sign-in**')
    expect(await databases(page)).toEqual([])
  })

  it('[W650] signing out asks first where words of a draft that is closed were not sent', async () => {
    const { context, page } = await openBrowser('drafter-dk')
    await openDraft(page)
    await context.setOffline(true)
    await page.locator('[data-state=offline]').waitFor()
    await type(page, ' Written on the way home.')
    await eventually(async () => (await keptEdits(page)) > 0)
    await page.close({ runBeforeUnload: false })
    await context.setOffline(false)

    const desk = await context.newPage()
    await desk.goto('/')
    await desk.getByRole('button', { name: /account/i }).click()
    await desk.getByRole('button', { name: 'Sign out', exact: true }).click()
    const question = desk.getByRole('alert')
    await question.getByText('1 text with words of yours that were not sent').waitFor()
    await expect.poll(() => desk.getByRole('button', { name: 'Stay' }).evaluate(isFocused)).toBe(true)
    await question.getByRole('button', { name: 'Stay' }).click()
    expect(await keptEdits(desk)).toBeGreaterThan(0)
    await desk.getByRole('button', { name: 'Sign out', exact: true }).click()
    await question.getByRole('button', { name: 'Sign out and remove it' }).click()
    await desk.waitForURL('**/sign-in**')
    await expect.poll(() => databases(desk)).toEqual([])
  })

  it('[W31] the next person on the same browser neither sees it nor sends it', async () => {
    const { context, page } = await openBrowser('drafter-dk')
    await openDraft(page)
    await context.setOffline(true)
    await page.locator('[data-state=offline]').waitFor()
    await type(page, ' Only for Danish eyes.')
    await eventually(async () => (await keptEdits(page)) > 0)
    await page.close({ runBeforeUnload: false })
    await context.setOffline(false)

    await context.clearCookies()
    await context.request.post('/api/sample/session', { data: { personId: 'drafter-se' } })
    const other = await context.newPage()
    await openDraft(other)
    await eventually(async () => (await databases(other)).every((name) => name.includes('drafter-se')))
    expect(await textOf(other)).not.toContain('Only for Danish eyes.')
    const colleague = (await openBrowser('drafter-fi')).page
    await openDraft(colleague)
    expect(await textOf(colleague)).not.toContain('Only for Danish eyes.')
  })

  it('[W31] a session that only expired leaves it there for the same person', async () => {
    const { context, page } = await openBrowser('drafter-dk')
    await openDraft(page)
    await context.setOffline(true)
    await page.locator('[data-state=offline]').waitFor()
    await type(page, ' Kept over the weekend.')
    await eventually(async () => (await keptEdits(page)) > 0)
    await page.close({ runBeforeUnload: false })
    await context.setOffline(false)
    // What a browser does with a cookie that is over.
    await context.clearCookies()
    const late = await context.newPage()
    await late.goto(draftPath)
    await late.waitForURL('**/sign-in**')
    await late.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(await late.getByText('Your session was ended').count()).toBe(0)
    expect(await databases(late)).toHaveLength(1)
    await context.request.post('/api/sample/session', { data: { personId: 'drafter-dk' } })
    await openDraft(late)
    expect(await textOf(late)).toContain('Kept over the weekend.')
  })

  it.each(['open', 'closed'])(
    '[W610] a session that was ended elsewhere leaves nothing of it on a device whose page is %s',
    async (pageIs) => {
      const { context, page } = await openBrowser('drafter-no')
      await openDraft(page)
      await context.setOffline(true)
      await page.locator('[data-state=offline]').waitFor()
      await type(page, ' For Norwegian eyes.')
      await eventually(async () => (await keptEdits(page)) > 0)
      if (pageIs === 'closed') await page.close({ runBeforeUnload: false })
      await (await server.signIn('drafter-no')).call('endAllSessions')
      await context.setOffline(false)
      const contact = pageIs === 'closed' ? await context.newPage() : page
      if (pageIs === 'closed') await contact.goto(draftPath)
      await contact.waitForURL('**/sign-in**')
      await contact.getByText('Your session was ended').waitFor()
      expect(await databases(contact)).toEqual([])
      await context.request.post('/api/sample/session', { data: { personId: 'drafter-no' } })
      await openDraft(contact)
      expect(await textOf(contact)).not.toContain('For Norwegian eyes.')
    },
  )

  it('[W611] a page whose browser has become somebody else’s sends nothing of it and shows none of it', async () => {
    const { context, page } = await openBrowser('drafter-dk')
    await openDraft(page)
    await context.setOffline(true)
    await page.locator('[data-state=offline]').waitFor()
    await type(page, ' Never in a Swedish name.')
    await eventually(async () => (await keptEdits(page)) > 0)
    // The page does not hear of it before its line is back.
    await page.route('**/api/session', () => undefined)
    await context.request.post('/api/sample/session', { data: { personId: 'drafter-se' } })
    await context.setOffline(false)
    await page.getByText('Somebody else is signed in').waitFor()
    await page.locator('.ProseMirror').waitFor({ state: 'detached' })
    await eventually(async () => (await databases(page)).length === 0)
    const colleague = (await openBrowser('drafter-fi')).page
    await openDraft(colleague)
    expect(await textOf(colleague)).not.toContain('Never in a Swedish name.')
    const rows = await server.storage.updateLog.history('reporting-template')
    expect(rows.map(({ personId }) => personId)).not.toContain('drafter-se')
  })

  it('[W32] a line that died unseen is opened anew when the page is looked at again', async () => {
    const { page } = await openBrowser('drafter-dk')
    const colleague = (await openBrowser('drafter-fi')).page
    let isDead = false
    let lines = 0
    await page.routeWebSocket(/\/sync\//, (socket) => {
      lines += 1
      const number = lines
      const upstream = socket.connectToServer()
      // The first line swallows everything from some moment on, and nobody hangs up.
      socket.onMessage((message) => {
        if (number > 1 || !isDead) upstream.send(message)
      })
      upstream.onMessage((message) => {
        if (number > 1 || !isDead) socket.send(message)
      })
    })
    await Promise.all([openDraft(page), openDraft(colleague)])
    isDead = true
    await type(page, ' Typed after waking.')
    await page.locator('[data-state=saving]').waitFor()
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await page.locator('[data-state=saved]').waitFor()
    expect(lines).toBe(2)
    await eventually(async () => (await textOf(colleague)).includes('Typed after waking.'))
  })

  it('[W33] where no WebSocket gets through the text goes by long polling, and says so', async () => {
    const { page, faults } = await openBrowser('drafter-se')
    const colleague = (await openBrowser('drafter-no')).page
    await page.routeWebSocket(/.*/, (socket) => socket.close({ code: 1008, reason: 'blocked' }))
    await openDraft(colleague)
    await page.goto(draftPath)
    await page.locator('[data-state=saved]').getByText('slower line').waitFor()
    await type(page, ' From behind the wall.')
    await page.locator('[data-state=saved]').waitFor()
    await eventually(async () => (await textOf(colleague)).includes('From behind the wall.'))
    await type(colleague, ' Received in Oslo.')
    await eventually(async () => (await textOf(page)).includes('Received in Oslo.'))
    expect(faults.filter((fault) => !fault.startsWith('WebSocket connection'))).toEqual([])
  })

  it.each(['swallowed', 'cut'])(
    '[W608] where WebSockets open and are %s the text goes by long polling',
    async (lineIs) => {
      const { page } = await openBrowser('drafter-se')
      const colleague = (await openBrowser('drafter-no')).page
      let asked = 0
      await page.routeWebSocket(/\/sync\//, (socket) =>
        socket.onMessage((message) => {
          if (lineIs === 'cut') void socket.close({ code: 1006 })
          else if (message[0] === syncMessage.persisted) asked += 1
        }),
      )
      await page.clock.install()
      await openDraft(colleague)
      await page.goto(draftPath)
      let waited = 0
      await eventually(async () => {
        if (asked > waited && lineIs === 'swallowed') {
          waited = asked
          // Nobody waits half a minute for a line on which nothing comes, and for the look at it after that.
          await page.clock.fastForward(34_000)
        }
        return page.locator('[data-state=saved]').getByText('slower line').isVisible()
      })
      await type(page, ' Through the proxy.')
      await page.locator('[data-state=saved]').waitFor()
      await eventually(async () => (await textOf(colleague)).includes('Through the proxy.'))
    },
  )

  it('[W608] where HTTP got through as little as the WebSocket the page stays with that', async () => {
    const { page } = await openBrowser('drafter-se')
    let isCut = false
    let isHttpCut = false
    let looks = 0
    const open = new Set<{ close(options: { code: number }): Promise<void> }>()
    await page.routeWebSocket(/\/sync\//, (socket) => {
      if (!isCut) {
        socket.connectToServer()
        open.add(socket)
        return
      }
      // Once HTTP gets through again one more is cut, and no other.
      if (!isHttpCut) isCut = false
      void socket.close({ code: 1006 })
    })
    await page.route(/\/draft-access/, (route) => {
      if (!isHttpCut) return route.continue()
      looks += 1
      return route.abort()
    })
    await openDraft(page)
    isCut = true
    isHttpCut = true
    for (const socket of open) await socket.close({ code: 1006 })
    await expect.poll(() => looks, { timeout: 30_000 }).toBeGreaterThan(4)
    isHttpCut = false
    await expect.poll(() => isCut, { timeout: 30_000 }).toBe(false)
    await page.locator('[data-state=saved]').waitFor()
    await type(page, ' After the tunnel.')
    await page.locator('[data-state=saved]').waitFor()
    expect(await page.getByText('slower line').count()).toBe(0)
    expect(await page.evaluate(() => sessionStorage.getItem('samsyn-carrier'))).toBeNull()
  })

  it('[W34] a page that was taken for a forger keeps its words beside the text and goes on', async () => {
    const { page } = await openBrowser('drafter-dk')
    let forge = (_message: Buffer): Buffer => _message
    const colleague = (await openBrowser('drafter-fi')).page
    await openDraft(colleague)
    await type(colleague, ' From Helsinki.')
    await colleague.locator('[data-state=saved]').waitFor()
    await page.routeWebSocket(/\/sync\//, (socket) => {
      const upstream = socket.connectToServer()
      socket.onMessage((message) => upstream.send(typeof message === 'string' ? message : forge(message)))
      upstream.onMessage((message) => socket.send(message))
    })
    await openDraft(page)
    const rows = await server.storage.updateLog.history('reporting-template')
    const theirs = rows.findLast(({ personId }) => personId === 'drafter-fi')
    if (!theirs) throw new Error('Finland has written nothing')
    const owner = clientOf(theirs.update)
    // On the way, the client id of each update becomes the colleague's, further on than what they wrote.
    forge = (message) => (message[0] === 0 && message[1] === 2 ? underId(message, owner) : message)
    // In one: letter by letter, the answer to the first could come before the last.
    await type(page, '')
    await page.keyboard.insertText(' Mine.')
    await page.locator('[data-refused-text]').waitFor()
    forge = (message) => message
    expect(await page.locator('[data-refused-text]').textContent()).toContain('Mine.')
    await page.locator('[data-state=saved]').waitFor()
    expect(await textOf(page)).not.toContain('Mine.')
    await type(page, ' Once more.')
    await page.locator('[data-state=saved]').waitFor()
    await eventually(async () => (await textOf(colleague)).includes('Once more.'))
    expect(await textOf(colleague)).not.toContain('Mine.')
  })

  it('[W495] a position that could only not be asked for anew leaves its draft on the page, to be written in', async () => {
    const { page } = await openBrowser('drafter-dk')
    await openDraft(page)
    let refused = 0
    await page.route('**/api/positions/reporting-template', async (route) => {
      await route.abort()
      refused += 1
    })
    const client = await server.signIn('lead-fi')
    const params = { positionId: 'reporting-template' }
    const { revision } = await client.call('getPosition', { params })
    await client.call('renamePosition', { params, body: { revision, title: 'Sample: another title' } })
    await type(page, ' Before it was refused.')
    // Asked anew, again after one second and after two, and then given up.
    for (let before = -1; refused === 0 || before < refused; ) {
      before = refused
      await page.waitForTimeout(3_000)
    }
    await type(page, ' And after.')
    await page.locator('[data-state=saved]').waitFor()
    for (const words of ['Before it was refused.', 'And after.']) expect(await textOf(page)).toContain(words)
  })
})

/** The client id of the first struct of an update. */
function clientOf(update: Uint8Array): number {
  const [client] = parseUpdateMeta(update).to.keys()
  if (client === undefined) throw new Error('An update without text')
  return client
}

/** A sync message whose update says that another client wrote it, right behind what that one wrote. */
function underId(message: Buffer, client: number): Buffer {
  const decoder = decoding.createDecoder(message)
  decoding.readVarUint(decoder)
  decoding.readVarUint(decoder)
  const update = decoding.readVarUint8Array(decoder)
  const reader = decoding.createDecoder(update)
  const [clients, structs] = [decoding.readVarUint(reader), decoding.readVarUint(reader)]
  decoding.readVarUint(reader)
  const clock = decoding.readVarUint(reader)
  const forged = encoding.encode((encoder) => {
    for (const number of [clients, structs, client, clock + 100_000]) encoding.writeVarUint(encoder, number)
    encoding.writeUint8Array(encoder, decoding.readTailAsUint8Array(reader))
  })
  return Buffer.from(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarUint(encoder, 2)
      encoding.writeVarUint8Array(encoder, forged)
    }),
  )
}
