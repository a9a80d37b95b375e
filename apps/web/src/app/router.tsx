import { createBrowserRouter } from 'react-router'
import { CrashPage } from './CrashPage.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { Root } from './Root.tsx'
import { SignedInLayout } from './SignedInLayout.tsx'

/**
 * Every address of the app. A page's code is loaded when it is first opened; `/read/:releaseId` is not here: it is
 * the other bundle, and reached by a plain link.
 */
export function buildRouter() {
  const router = createBrowserRouter([
    {
      element: <Root />,
      errorElement: <CrashPage />,
      hydrateFallbackElement: <div />,
      children: [
        {
          path: '/sign-in',
          lazy: async () => ({ Component: (await import('../features/sign-in/SignInPage.tsx')).SignInPage }),
        },
        {
          element: <SignedInLayout />,
          children: [
            {
              errorElement: <CrashPage />,
              children: [
                {
                  index: true,
                  lazy: async () => ({ Component: (await import('../features/desk/DeskPage.tsx')).DeskPage }),
                },
                {
                  path: '/meetings',
                  lazy: async () => ({
                    Component: (await import('../features/meeting/MeetingsPage.tsx')).MeetingsPage,
                  }),
                },
                {
                  path: '/meetings/:meetingId',
                  lazy: async () => ({
                    Component: (await import('../features/meeting/MeetingPage.tsx')).MeetingPage,
                  }),
                },
                {
                  path: '/positions/new',
                  lazy: async () => ({
                    Component: (await import('../features/position/NewPositionPage.tsx')).NewPositionPage,
                  }),
                },
                {
                  path: '/positions/:positionId',
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
