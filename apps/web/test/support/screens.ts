import type { Browser, Page } from 'playwright-core'
import { openAs } from './browser.ts'

/** Every screen of the web app, who looks at it, and what shows that it has arrived. */
export interface Screen {
  readonly name: string
  readonly personId: string | null
  readonly path: string
  /** Resolves when the screen shows its content. */
  readonly ready: (page: Page) => Promise<void>
}

const heading = (page: Page) => page.locator('h1').first().waitFor()

/** Finds what the sample workspace has no fixed addresses for, by asking the API as the secretariat. */
export async function screensOf(browser: Browser, url: string): Promise<readonly Screen[]> {
  const { context } = await openAs(browser, url, 'secretariat')
  const get = async <Body>(path: string): Promise<Body> =>
    (await context.request.get(path)).json() as Promise<Body>
  const desk = await get<{
    meetings: { id: string }[]
    positions: { id: string; status: string; releaseInForce: string | null; meeting: { id: string } | null }[]
  }>('/api/desk')
  const releaseOf = (status: string) =>
    desk.positions.find((position) => position.status === status)?.releaseInForce ?? ''
  const superseded = desk.positions.find(({ status }) => status === 'superseded')
  const { releases } = await get<{ releases: { id: string }[] }>(`/api/positions/${superseded?.id}`)
  const agenda = await get<{ agenda: { id: string }[] }>(`/api/meetings/${desk.meetings[0]?.id}`)
  await context.close()
  const document = (page: Page) => page.locator('article, [data-document], main section').first().waitFor()
  const hits = (page: Page) => page.locator('article h3').first().waitFor()
  const form = (page: Page) => page.locator('form select').first().waitFor()
  const editor = (page: Page) => page.locator('.ProseMirror h2').first().waitFor()
  return [
    { name: 'sign-in', personId: null, path: '/sign-in', ready: heading },
    { name: 'desk-lead', personId: 'lead-fi', path: '/', ready: heading },
    { name: 'desk-drafter', personId: 'drafter-dk', path: '/', ready: heading },
    { name: 'desk-delegate', personId: 'delegate-se', path: '/', ready: heading },
    { name: 'desk-empty', personId: 'administrator', path: '/', ready: heading },
    { name: 'notifications', personId: 'lead-fi', path: '/notifications', ready: heading },
    { name: 'rounds', personId: 'secretariat', path: '/rounds', ready: heading },
    { name: 'meetings', personId: 'lead-fi', path: '/meetings', ready: heading },
    { name: 'new-meeting', personId: 'secretariat', path: '/meetings/new', ready: form },
    { name: 'meeting', personId: 'drafter-dk', path: `/meetings/${desk.meetings[0]?.id}`, ready: heading },
    { name: 'search', personId: 'lead-fi', path: '/search?words=template+reporting', ready: hits },
    { name: 'search-archive', personId: 'delegate-se', path: '/search', ready: hits },
    {
      name: 'search-narrowed',
      personId: 'lead-fi',
      path: '/search?words=sample&state=draft',
      ready: hits,
    },
    { name: 'search-empty', personId: 'lead-dk', path: '/search?words=zymurgy', ready: heading },
    {
      name: 'dossier',
      personId: 'lead-fi',
      path: '/dossiers/csa-directive',
      ready: (page) => page.locator('h3').first().waitFor(),
    },
    {
      name: 'new-position',
      personId: 'drafter-dk',
      path: `/positions/new?agendaItem=${agenda.agenda[0]?.id}`,
      ready: heading,
    },
    { name: 'drafting', personId: 'drafter-dk', path: '/positions/reporting-template', ready: editor },
    {
      name: 'drafting-comments',
      personId: 'lead-fi',
      // Whoever comes for a thread gets the threads.
      path: '/positions/reporting-template?thread=none',
      ready: async (page) => {
        await editor(page)
        await page.locator('[data-card]').first().waitFor()
      },
    },
    { name: 'drafting-frozen', personId: 'lead-fi', path: '/positions/meeting-timetable', ready: editor },
    {
      name: 'drafting-refused',
      personId: 'delegate-se',
      path: '/positions/reporting-template',
      ready: heading,
    },
    {
      name: 'version-sign-off',
      personId: 'lead-fi',
      path: '/positions/yearly-overview/versions/2',
      ready: document,
    },
    {
      name: 'version-changes',
      personId: 'lead-se',
      path: '/positions/yearly-overview/versions/2?changes=1',
      ready: document,
    },
    {
      name: 'compare',
      personId: 'lead-fi',
      path: '/positions/yearly-overview/compare?from=v1&to=v2',
      ready: document,
    },
    {
      name: 'compare-side',
      personId: 'lead-se',
      path: '/positions/comment-periods/compare?from=v1&to=now&view=side',
      ready: document,
    },
    {
      name: 'version-objected',
      personId: 'lead-dk',
      path: '/positions/contact-list/versions/1',
      ready: document,
    },
    { name: 'release', personId: 'delegate-se', path: `/read/${releaseOf('released')}`, ready: document },
    { name: 'release-superseded', personId: 'delegate-dk', path: `/read/${releases[0]?.id}`, ready: heading },
    { name: 'folders', personId: 'delegate-se', path: '/read', ready: heading },
    { name: 'folder', personId: 'delegate-se', path: '/meetings/lewp-next/folder', ready: heading },
    {
      name: 'folder-release',
      personId: 'delegate-se',
      path: '/meetings/lewp-next/folder/comment-periods',
      ready: document,
    },
    {
      name: 'folder-waiting',
      personId: 'delegate-se',
      path: '/meetings/lewp-next/folder/reporting-template',
      ready: heading,
    },
    {
      name: 'reading-waiting',
      personId: 'delegate-se',
      path: '/read/position/reporting-template',
      ready: heading,
    },
    { name: 'not-found', personId: 'lead-fi', path: '/nothing-here', ready: heading },
    { name: 'release-not-found', personId: 'lead-fi', path: '/read/nothing-here', ready: heading },
  ]
}
