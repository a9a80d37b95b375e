import { Suspense } from 'react'
import { Outlet, ScrollRestoration } from 'react-router'

/** Around every page: a new address starts at its top, one gone back to where it was left. */
export function Root() {
  return (
    <>
      <Suspense>
        <Outlet />
      </Suspense>
      <ScrollRestoration />
    </>
  )
}
