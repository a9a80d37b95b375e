import type { QueryClient } from '@tanstack/react-query'
import { createBrowserRouter } from 'react-router'
import { CrashPage } from './CrashPage.tsx'
import { type LightPages, lightPages } from './light-pages.ts'
import { NotFoundPage } from './NotFoundPage.tsx'
import { positionQuery, sessionQuery, workspaceQuery } from './queries.ts'
import { Root } from './Root.tsx'
import { SignedInLayout } from './SignedInLayout.tsx'

/** One of the light pages, for the router. */
const light = (name: keyof LightPages) => async () => ({ Component: (await lightPages())[name] })

/**
 * Every address of the app. The pages with texts in them are loaded when first opened; the others are light and
 * come all at once, so that they open at once and on a bad network too. `/read/:releaseId` is not here: it is the other
 * bundle, and reached by a plain link.
 */
export function buildRouter(client: QueryClient) {
  const router = createBrowserRouter([
    {
      element: <Root />,
      errorElement: <CrashPage />,
      hydrateFallbackElement: <div />,
      children: [
        {
          path: '/sign-in',
          lazy: light('SignInPage'),
        },
        {
          path: '/join',
          lazy: async () => ({ Component: (await import('../features/sign-in/JoinPage.tsx')).JoinPage }),
        },
        {
          element: <SignedInLayout />,
          children: [
            {
              errorElement: <CrashPage />,
              children: [
                {
                  index: true,
                  lazy: light('DeskPage'),
                },
                {
                  path: '/meetings',
                  lazy: light('MeetingsPage'),
                },
                {
                  path: '/meetings/new',
                  lazy: light('NewMeetingPage'),
                },
                {
                  path: '/meetings/:meetingId',
                  lazy: light('MeetingPage'),
                },
                {
                  path: '/meetings/:meetingId/report',
                  lazy: light('MeetingReportPage'),
                },
                {
                  path: '/positions/:positionId/reports',
                  lazy: light('ReportsPage'),
                },
                {
                  path: '/search',
                  lazy: light('SearchPage'),
                },
                {
                  path: '/dossiers/:dossierId',
                  lazy: light('DossierPage'),
                },
                {
                  path: '/rounds',
                  lazy: async () => ({
                    Component: (await import('../features/rounds/RoundsPage.tsx')).RoundsPage,
                  }),
                },
                {
                  path: '/people',
                  lazy: async () => ({
                    Component: (await import('../features/people/PeoplePage.tsx')).PeoplePage,
                  }),
                },
                {
                  path: '/people/invite',
                  lazy: async () => ({
                    Component: (await import('../features/people/InvitePage.tsx')).InvitePage,
                  }),
                },
                {
                  path: '/people/:personId',
                  lazy: async () => ({
                    Component: (await import('../features/people/PersonPage.tsx')).PersonPage,
                  }),
                },
                {
                  path: '/notifications',
                  lazy: light('NotificationsPage'),
                },
                {
                  path: '/account',
                  lazy: async () => ({
                    Component: (await import('../features/account/AccountPage.tsx')).AccountPage,
                  }),
                },
                {
                  path: '/positions/new',
                  lazy: light('NewPositionPage'),
                },
                {
                  path: '/positions/:positionId',
                  // Asked for while the page itself is loaded; whoever is refused is told by the page.
                  loader: ({ params: { positionId = '' } }) => {
                    void client.prefetchQuery(sessionQuery)
                    void client.prefetchQuery(workspaceQuery)
                    void client.prefetchQuery(positionQuery(positionId))
                    return null
                  },
                  lazy: async () => ({
                    Component: (await import('../features/drafting/DraftingPage.tsx')).DraftingPage,
                  }),
                },
                {
                  path: '/positions/:positionId/versions/:number',
                  lazy: async () => ({
                    Component: (await import('../features/version/VersionPage.tsx')).VersionPage,
                  }),
                },
                {
                  path: '/positions/:positionId/compare',
                  lazy: async () => ({
                    Component: (await import('../features/compare/ComparePage.tsx')).ComparePage,
                  }),
                },
                { path: '*', element: <NotFoundPage /> },
              ],
            },
          ],
        },
      ],
    },
  ])
  markNavigation(router)
  return router
}

/** From the second address on, headings take the focus (use-page-title.ts); on the first load the browser decides. */
function markNavigation(router: ReturnType<typeof createBrowserRouter>): void {
  const first = router.state.location.pathname
  const stop = router.subscribe(({ location }) => {
    if (location.pathname === first) return
    document.documentElement.dataset.navigated = 'true'
    stop()
  })
}
