import type { SessionInfo } from '@samsyn/protocol'

/** Whether the page of people is anything to somebody. The server decides what stands on it. */
export function seesPeople({ roles }: Pick<SessionInfo['person'], 'roles'>): boolean {
  return roles.includes('administrator') || roles.includes('lead')
}
