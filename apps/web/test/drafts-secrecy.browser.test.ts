import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginPosition, sharePosition } from '../../server/test/support/begun-position.ts'
import { type Drafters, planter, releaseOnceMore } from '../../server/test/support/planted-positions.ts'
import { placesIn } from '../../server/test/support/planted-words.ts'
import { insertMeeting } from '../../server/test/support/released-position.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import type { Named } from '../../server/test/support/ways-out.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

describe('the browser of a delegate', { timeout: 180_000 }, () => {
  let server: TestServer
  let browser: Browser
  let people: Drafters
  let places: readonly Named[]
  let releaseId: string

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
    const [drafterDk, drafterFi, leadDk, leadFi, leadSe] = await Promise.all([
      server.signIn('drafter-dk'),
      server.signIn('drafter-fi'),
      server.signIn('lead-dk'),
      server.signIn('lead-fi'),
      server.signIn('lead-se'),
    ])
    people = { drafterDk, drafterFi, leadDk, leadFi, leadSe }
    const plant = planter(server, people)
    const draft = await sharePosition(drafterDk, await beginPosition(drafterDk))
    places = [await plant.besideDraft(draft.id), ...(await plant.inEveryState())]
    const day = 86_400_000
    const [[past = '']] = [
      await insertMeeting(server, { id: 'lewp-past', startsAt: Date.now() - 3 * day, items: 1 }),
      await insertMeeting(server, { id: 'lewp-later', startsAt: Date.now() + 30 * day, items: 1 }),
    ]
    await plant.inEveryState({ agendaItemId: past, dossierId: 'csa-regulation' })
    releaseId = await releaseOnceMore(server)
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  /** Everything that the browser keeps: caches, databases, storages. */
  const kept = (page: Page) =>
    page.evaluate(async () => {
      const found: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) {
          const response = await cache.match(request)
          const bytes = [...new Uint8Array((await response?.arrayBuffer()) ?? new ArrayBuffer())]
          found.push(request.url, bytes.map((byte) => String.fromCharCode(byte)).join(''))
        }
      }
      for (const { name = '' } of await indexedDB.databases()) {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const opening = indexedDB.open(name)
          opening.onsuccess = () => resolve(opening.result)
          opening.onerror = () => reject(opening.error)
        })
        for (const store of database.objectStoreNames) {
          const rows = await new Promise<unknown[]>((resolve, reject) => {
            const asking = database.transaction(store).objectStore(store).getAll()
            asking.onsuccess = () => resolve(asking.result)
            asking.onerror = () => reject(asking.error)
          })
          const words = JSON.stringify(rows, (_key, value: unknown) =>
            value instanceof Uint8Array
              ? [...value].map((byte) => String.fromCharCode(byte)).join('')
              : value,
          )
          found.push(name, store, words)
        }
        database.close()
      }
      return found
    })

  /** Opens every page there is about the positions, keeps their folder, and lets drafters write on. */
  async function lookAround(personId: string) {
    const { page, context } = await openAs(browser, server.url, personId, {
      language: 'en',
      viewport: viewports.phone,
      serviceWorkers: 'allow',
    })
    const received: Promise<unknown>[] = []
    const seen = new Set<string>()
    const look = async (bytes: Uint8Array | string) => {
      for (const place of await placesIn(bytes)) seen.add(place)
    }
    context.on('response', (response) => {
      // What was answered to a page that is left is gone with it.
      received.push(response.body().then(look, () => undefined))
    })
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => void received.push(look(payload)))
    })
    const [place] = places
    const meeting = `/meetings/${place?.meetingId}`
    const paths = [
      '/',
      '/search?words=weeks',
      meeting,
      `${meeting}/report`,
      `/dossiers/${place?.dossierId}`,
      `/read/${releaseId}`,
      ...places.flatMap(({ positionId, number }) => [
        `/positions/${positionId}`,
        `/positions/${positionId}/versions/${number}`,
        `/positions/${positionId}/compare`,
        `/positions/${positionId}/reports`,
        `${meeting}/folder/${positionId}`,
      ]),
      '/read',
      `${meeting}/folder`,
    ]
    for (const path of paths) {
      await page.goto(path)
      await page.locator('h1').first().waitFor()
      await look(await page.content())
    }
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    // What came before on the dossier is kept with the folder.
    await page.goto('/meetings/lewp-later/folder')
    await page
      .getByText(/^Earlier on this dossier/)
      .first()
      .waitFor()
    await page.getByRole('checkbox', { name: 'Keep on this device' }).check()
    await page.getByText(/on this device, \d+ kB/).waitFor()
    await look(await page.content())
    await page.goto(`${meeting}/folder`)
    await page.getByRole('checkbox', { name: 'Keep on this device' }).check()
    const isKept = async () => (await kept(page)).join('').includes('Words that everybody may hear of.')
    await expect.poll(isKept, { timeout: 20_000 }).toBe(true)
    await Promise.all(received)
    return { page, context, seen }
  }

  it('[W515] has no byte of a draft on a page, in an answer or in any of its stores, whatever they open and keep', async () => {
    const { page, context, seen } = await lookAround('delegate-fi')
    const stores = await kept(page)
    expect(stores.length).toBeGreaterThan(4)
    expect(stores.join('')).toContain('"earlier":[{"positionId"')
    expect([...seen]).toEqual([])
    expect([...(await placesIn(stores.join('\n')))]).toEqual([])
    // A folder that stays open is fetched anew while drafters write on.
    const plant = planter(server, people, 'later')
    await plant.besideDraft(places[0]?.positionId ?? '')
    await releaseOnceMore(server)
    await expect
      .poll(async () => (await kept(page)).join('').split('Words that everybody may hear of.').length, {
        timeout: 30_000,
      })
      .toBeGreaterThan(2)
    expect([...(await placesIn((await kept(page)).join('\n')))]).toEqual([])
    expect([...seen]).toEqual([])
    await context.close()
  })

  it('[W515] so it shows something: the same look finds them in the browser of a drafter', async () => {
    const { context, seen } = await lookAround('drafter-fi')
    expect([...seen]).toEqual(expect.arrayContaining(['draft', 'suggested', 'round', 'anew']))
    await context.close()
  })
})
