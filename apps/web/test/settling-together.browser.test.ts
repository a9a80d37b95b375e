import { syncMessage } from '@samsyn/protocol'
import * as encoding from 'lib0/encoding'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { openDraft as openClient } from '../../server/test/support/drafter.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

const positionId = 'reporting-template'
const rounds = 10

/** A line with a bracket of two wordings, and text behind it. */
function bracketLine(words: string): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph')
  const bracket = new Y.XmlElement('bracket')
  bracket.setAttribute('id', `${words}-bracket`)
  bracket.setAttribute('kind', 'alternative')
  const wordings = ['shall', 'should'].map((wording) => {
    const alternative = new Y.XmlElement('alternative')
    alternative.setAttribute('id', `${words}-${wording}`)
    alternative.insert(0, [new Y.XmlText(wording)])
    return alternative
  })
  bracket.insert(0, wordings)
  paragraph.insert(0, [new Y.XmlText(`${words} `), bracket, new Y.XmlText(' act.')])
  return paragraph
}

/** Two lines of which the second is suggested to be joined to the first. */
function joiningLines(words: string): readonly Y.XmlElement[] {
  return ['one', 'two'].map((word, index) => {
    const paragraph = new Y.XmlElement('paragraph')
    if (index === 1) paragraph.setAttribute('suggestedDeletion', `${words}-join`)
    paragraph.insert(0, [new Y.XmlText(`${words} ${word}`)])
    return paragraph
  })
}

describe('two people who settle the same thing at the same moment', () => {
  let server: TestServer
  let browser: Browser
  const contexts: BrowserContext[] = []
  const faults: string[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const openDraft = async (personId: string): Promise<Page> => {
    const opened = await openAs(browser, server.url, personId, { language: 'en' })
    contexts.push(opened.context)
    opened.page.on('close', () => faults.push(...opened.faults))
    await opened.page.goto(`/positions/${positionId}`)
    await opened.page.locator('[data-state=saved]').waitFor()
    await opened.page.locator('.ProseMirror[contenteditable=true] h2').first().waitFor()
    return opened.page
  }
  const closeAll = async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(faults.splice(0)).toEqual([])
  }
  /** Puts lines at the end of the text, as somebody else who then leaves. */
  const write = async (...lines: readonly Y.XmlElement[]) => {
    const writer = openClient(await server.signIn('drafter-dk'), positionId)
    await writer.synced()
    const sections = writer.ydoc.getXmlFragment('default')
    const last = sections.get(sections.length - 1) as Y.XmlElement
    writer.ydoc.transact(() => last.insert(last.length, [...lines]))
    await writer.saved()
    writer.leave()
  }
  const line = (page: Page, words: string) => page.locator('.ProseMirror p', { hasText: words }).first()
  /** What stands in a line, without carets and the signs of brackets. */
  const reads = (page: Page, words: string) =>
    line(page, words).evaluate((element) => {
      const copy = element.cloneNode(true) as HTMLElement
      for (const caret of copy.querySelectorAll('.caret, .ProseMirror-separator')) caret.remove()
      return (copy.textContent ?? '').replaceAll('\u2060', '')
    })
  const wording = (page: Page, words: string, text: string) =>
    line(page, words).locator('.words', { hasText: text }).first()
  const card = (page: Page) => page.getByRole('region', { name: 'Rival wordings' })

  /** Does both at once, as near as two browsers come. */
  const atOnce = (...buttons: readonly Locator[]) =>
    Promise.all(buttons.map((button) => button.evaluate((element: HTMLElement) => element.click())))

  it('[W604] over a bracket have its words once, whoever of them was first', async () => {
    const names = Array.from({ length: rounds }, (_each, index) => `Round ${index}:`)
    await write(...names.map(bracketLine))
    const pages = [await openDraft('lead-dk'), await openDraft('lead-fi')] as const
    const [denmark, finland] = pages
    for (const words of names) {
      await wording(denmark, words, 'shall').click({ delay: 120 })
      await wording(finland, words, 'should').click({ delay: 120 })
      for (const page of pages) await line(page, words).locator('.caret').first().waitFor()
      // Neither takes the focus out of the text, so that each is told of the other and asked first.
      await atOnce(
        card(denmark).getByRole('button', { name: 'Accept “shall”' }),
        card(finland).getByRole('button', { name: 'Accept “should”' }),
      )
      for (const page of pages) await card(page).getByRole('alert').waitFor()
      const [one, other] = pages.map((page) =>
        card(page).getByRole('button', { name: 'Accept', exact: true }).last(),
      )
      if (!one || !other) throw new Error('Nobody can accept')
      await atOnce(one, other)
      for (const page of pages) {
        await expect
          .poll(() => reads(page, words), { timeout: 20_000 })
          .toMatch(/^Round \d+: (shall|should) act\.$/)
      }
      expect(await reads(denmark, words)).toBe(await reads(finland, words))
    }
    await closeAll()
  }, 240_000)

  it('[W604] over lines that are joined have them once', async () => {
    const names = Array.from({ length: rounds }, (_each, index) => `Join ${index}:`)
    await write(...names.flatMap(joiningLines))
    const pages = [await openDraft('lead-dk'), await openDraft('lead-fi')] as const
    for (const page of pages) await page.getByRole('tab', { name: 'Suggestions' }).click()
    for (const words of names) {
      const [one, other] = pages.map((page) =>
        page.locator(`[data-suggestion="${words}-join"]`).getByRole('button', { name: 'Accept' }),
      )
      if (!one || !other) throw new Error('Nobody can accept')
      await Promise.all([one.waitFor(), other.waitFor()])
      await atOnce(one, other)
      for (const page of pages) {
        await expect.poll(() => reads(page, words), { timeout: 20_000 }).toBe(`${words} one${words} two`)
      }
    }
    await closeAll()
  }, 240_000)

  it('[W653] on a phone are told of each other where they pressed: in the drawer', async () => {
    await write(...joiningLines('Drawer:'))
    const first = openClient(await server.signIn('lead-dk'), positionId)
    await first.synced()
    const sections = first.ydoc.getXmlFragment('default')
    const lines = (sections.get(sections.length - 1) as Y.XmlElement)
      .toArray()
      .filter((each) => each instanceof Y.XmlElement && each.toString().includes('Drawer:'))
    const answered = new Promise<void>((resolve) => {
      first.provider.messageHandlers[syncMessage.settling] = () => resolve()
    })
    first.provider.ws?.send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, syncMessage.settling)
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint(encoder, lines.length)
        for (const { _item } of lines) {
          encoding.writeVarString(encoder, `line:${_item?.id.client}:${_item?.id.clock}`)
        }
      }),
    )
    await answered
    const finland = await openDraft('lead-fi')
    await finland.setViewportSize(viewports.phone)
    await finland.getByRole('button', { name: /^Open points/ }).click()
    const drawer = finland.getByRole('dialog')
    await drawer.getByRole('tab', { name: /^Suggestions/ }).click()
    await drawer.locator('[data-suggestion="Drawer:-join"]').getByRole('button', { name: 'Accept' }).click()
    const notice = drawer.getByRole('alert').filter({ hasText: 'is settling this at the same moment' })
    await notice.waitFor()
    await expect
      .poll(() =>
        notice.evaluate((element) => {
          const { left, top, width, height } = element.getBoundingClientRect()
          return element.contains(document.elementFromPoint(left + width / 2, top + height / 2))
        }),
      )
      .toBe(true)
    expect(await violationsNow(finland)).toEqual([])
    if (process.env.LOOK) await finland.screenshot({ path: '/tmp/d-drawer.png' })
    first.leave()
    await closeAll()
  })

  it('[W604] are told of each other: who came later changes nothing and waits for the text', async () => {
    await write(bracketLine('Asked:'), new Y.XmlElement('paragraph'))
    const finland = await openDraft('lead-fi')
    const first = openClient(await server.signIn('lead-dk'), positionId)
    await first.synced()
    const sections = first.ydoc.getXmlFragment('default')
    const last = sections.get(sections.length - 1) as Y.XmlElement
    const asked = last
      .toArray()
      .find((each) => each instanceof Y.XmlElement && each.toString().includes('Asked:')) as Y.XmlElement
    const id = asked._item?.id
    const answered = new Promise<void>((resolve) => {
      first.provider.messageHandlers[syncMessage.settling] = () => resolve()
    })
    first.provider.ws?.send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, syncMessage.settling)
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarString(encoder, `line:${id?.client}:${id?.clock}`)
      }),
    )
    await answered
    await wording(finland, 'Asked:', 'should').click({ delay: 120 })
    await card(finland).getByRole('button', { name: 'Accept “should”' }).click()
    const notice = finland.getByRole('alert').filter({ hasText: 'is settling this at the same moment' })
    await notice.waitFor()
    expect(await notice.textContent()).toContain('National lead, Denmark')
    expect(await reads(finland, 'Asked:')).toContain('should')
    expect(await violationsNow(finland)).toEqual([])
    // What the first one wrote comes, and what was said stays to be read.
    first.ydoc.transact(() => {
      asked.delete(1, 2)
      ;(asked.get(0) as Y.XmlText).insert('Asked: '.length, 'shall act.')
    })
    await expect.poll(() => reads(finland, 'Asked:'), { timeout: 20_000 }).toBe('Asked: shall act.')
    await notice.waitFor()
    await finland.locator('.ProseMirror p').last().click({ delay: 120 })
    await notice.waitFor({ state: 'detached' })
    first.leave()
    await closeAll()
  }, 60_000)

  it('[W661] leave whoever has gone on to another line where they are when the answer comes', async () => {
    await write(bracketLine('Held:'), bracketLine('Next to it:'))
    const opened = await openAs(browser, server.url, 'lead-fi', { language: 'en' })
    contexts.push(opened.context)
    const { page } = opened
    let isHeld = false
    const held: (() => void)[] = []
    await page.routeWebSocket(/\/sync\//, (socket) => {
      const upstream = socket.connectToServer()
      socket.onMessage((message) => upstream.send(message))
      upstream.onMessage((message) => {
        if (isHeld && typeof message !== 'string' && message[0] === syncMessage.settling)
          held.push(() => socket.send(message))
        else socket.send(message)
      })
    })
    await page.goto(`/positions/${positionId}`)
    await page.locator('[data-state=saved]').waitFor()
    await page.locator('.ProseMirror[contenteditable=true] h2').first().waitFor()
    await wording(page, 'Held:', 'shall').click({ delay: 120 })
    isHeld = true
    await card(page).getByRole('button', { name: 'Accept “shall”' }).click()
    await expect.poll(() => held.length).toBe(1)
    await wording(page, 'Next to it:', 'should').click({ delay: 120 })
    await page.keyboard.press('End')
    await page.keyboard.insertText(' First')
    isHeld = false
    held[0]?.()
    await expect.poll(() => reads(page, 'Held:')).toBe('Held: shall act.')
    await page.keyboard.insertText(' and second.')
    await expect.poll(() => reads(page, 'Next to it:')).toContain(' act. First and second.')
    expect(await reads(page, 'Held:')).toBe('Held: shall act.')
    await closeAll()
  })
})
