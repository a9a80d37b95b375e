import { Suspense } from 'react'
import { Outlet, ScrollRestoration, useLocation } from 'react-router'

/** Around every page: each address is a page of its own (and starts anew), at the top unless one comes back to it. */
export function Root() {
  const { pathname } = useLocation()
  const isSignIn = pathname === '/sign-in'
  return (
    <>
      <Suspense>
        <Outlet key={isSignIn ? 'sign-in' : 'signed-in'} />
      </Suspense>
      <ScrollRestoration />
    </>
  )
}
