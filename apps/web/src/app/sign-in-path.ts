/** The sign-in page's address with the way back in it, and whether it has to say that the session was ended. */
export function signInPath(from: string, { isEnded = false } = {}): string {
  const search = [
    ...(from === '/' ? [] : [`next=${encodeURIComponent(from)}`]),
    ...(isEnded ? [endedMark] : []),
  ]
  return search.length === 0 ? '/sign-in' : `/sign-in?${search.join('&')}`
}

/** Whether the sign-in page has to say that the session was ended, and what went with it. */
export function wasEnded(search: URLSearchParams): boolean {
  return search.has(endedMark)
}

const endedMark = 'ended'

/** The way back after signing in: a path of this site, whatever the address bar says. */
export function returnPath(search: URLSearchParams): string {
  const next = search.get('next') ?? '/'
  // "//host" and "/\host" would leave the site.
  return /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/'
}
