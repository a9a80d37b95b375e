import type { QueryClient } from '@tanstack/react-query'
import { createBrowserRouter } from 'react-router'
import { DeskPage } from '../features/desk/DeskPage.tsx'
import { DossierPage } from '../features/dossier/DossierPage.tsx'
import { MeetingPage } from '../features/meeting/MeetingPage.tsx'
import { MeetingsPage } from '../features/meeting/MeetingsPage.tsx'
import { NewMeetingPage } from '../features/meeting/NewMeetingPage.tsx'
import { NotificationsPage } from '../features/notifications/NotificationsPage.tsx'
import { NewPositionPage } from '../features/position/NewPositionPage.tsx'
import { MeetingReportPage } from '../features/report/MeetingReportPage.tsx'
import { ReportsPage } from '../features/report/ReportsPage.tsx'
import { SearchPage } from '../features/search/SearchPage.tsx'
import { SignInPage } from '../features/sign-in/SignInPage.tsx'
import { CrashPage } from './CrashPage.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { positionQuery, sessionQuery } from './queries.ts'
import { Root } from './Root.tsx'
import { SignedInLayout } from './SignedInLayout.tsx'

/**
 * Every address of the app. The pages with texts in them are loaded when first opened; the others are light and
 * come along, so that they open at once and on a bad network too. `/read/:releaseId` is not here: it is the other
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
          Component: SignInPage,
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
                  Component: DeskPage,
                },
                {
                  path: '/meetings',
                  Component: MeetingsPage,
                },
                {
                  path: '/meetings/new',
                  Component: NewMeetingPage,
                },
                {
                  path: '/meetings/:meetingId',
                  Component: MeetingPage,
                },
                {
                  path: '/meetings/:meetingId/report',
                  Component: MeetingReportPage,
                },
                {
                  path: '/positions/:positionId/reports',
                  Component: ReportsPage,
                },
                {
                  path: '/search',
                  Component: SearchPage,
                },
                {
                  path: '/dossiers/:dossierId',
                  Component: DossierPage,
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
                  Component: NotificationsPage,
                },
                {
                  path: '/account',
                  lazy: async () => ({
                    Component: (await import('../features/account/AccountPage.tsx')).AccountPage,
                  }),
                },
                {
                  path: '/positions/new',
                  Component: NewPositionPage,
                },
                {
                  path: '/positions/:positionId',
                  // Asked for while the page itself is loaded; whoever is refused is told by the page.
                  loader: ({ params: { positionId = '' } }) => {
                    void client.prefetchQuery(sessionQuery)
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
