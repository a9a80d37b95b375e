/** The sign-in page's address with the way back in it. */
export function signInPath(from: string): string {
  return from === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(from)}`
}

/** The way back after signing in: a path of this site, whatever the address bar says. */
export function returnPath(search: URLSearchParams): string {
  const next = search.get('next') ?? '/'
  // "//host" and "/\host" would leave the site.
  return /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/'
}
