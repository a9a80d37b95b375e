/** Whether a refusal says that nobody is signed in here: no more, or not at all. */
export function isSignedOutCode(code: string | null): boolean {
  return code === 'unauthenticated' || code === 'session_ended'
}
