import { markingsIn } from '@samsyn/domain'
import type { PositionDetail } from '@samsyn/protocol'
import { ApiError } from '../../app/api.ts'
import type { LimiteText } from './use-limite.ts'

/**
 * What to ask of words that the server refused for want of a ground on which others than the Member States may read them; null
 * where it refused them for something else, and for whoever cannot give a ground.
 */
export function limiteRefused(
  error: unknown,
  words: readonly string[],
  { abilities }: Pick<PositionDetail, 'abilities'>,
): LimiteText | null {
  const isRefused = error instanceof ApiError && error.code === 'limite_unconfirmed'
  if (!isRefused || !abilities.confirmLimite) return null
  const lines = words.flatMap((each) => each.split('\n'))
  const marking = markingsIn(lines).find(({ kind }) => kind === 'limite')
  return marking ? { kind: 'sent', line: marking.line } : null
}
