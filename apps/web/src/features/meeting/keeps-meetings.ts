import type { SessionInfo } from '@samsyn/protocol'

/** Whether somebody is shown how meetings are set up. The server decides whether they may. */
export function keepsMeetings({ roles }: Pick<SessionInfo['person'], 'roles'>): boolean {
  return roles.includes('secretariat')
}
