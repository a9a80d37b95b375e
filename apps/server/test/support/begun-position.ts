import type { PositionDetail, RouteBody } from '@samsyn/protocol'
import type { Client } from './test-server.ts'

/** Begins a short position of DK, FI and SE with its own text, as a drafter of Denmark, not shared yet. */
export async function beginPosition(
  drafterDk: Client,
  more: Partial<RouteBody<'createPosition'>> = {},
): Promise<PositionDetail> {
  const [meeting] = (await drafterDk.call('getDesk')).meetings
  const { agenda } = await drafterDk.call('getMeeting', { params: { meetingId: meeting?.id ?? '' } })
  const item = agenda.find(({ dossier }) => dossier !== null)
  return drafterDk.call('createPosition', {
    body: {
      title: 'Sample: a short position',
      agendaItemId: item?.id ?? '',
      dossierId: item?.dossier?.id ?? '',
      instrument: 'joint_position',
      parties: ['DK', 'FI', 'SE'],
      penholder: 'DK',
      draftingLanguage: 'en',
      marking: 'parties',
      ...more,
    },
  })
}

/** Shares a position with its parties. */
export function sharePosition(
  drafterDk: Client,
  { id, revision }: { readonly id: string; readonly revision: number },
): Promise<PositionDetail> {
  return drafterDk.call('startCoordination', { params: { positionId: id }, body: { revision } })
}
