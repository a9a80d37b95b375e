import { ok, refuse } from '@samsyn/domain'
import { standsInText } from '@samsyn/editor'
import type { DraftMoments } from './moments/draft-moments.ts'
import type { Outcome } from './refusal.ts'

/**
 * Whether the words that somebody wants changed stand in the joint draft now, as its log tells: what is kept of a proposal must
 * not say that words stood there which never did. Refuses `words_not_there`, and what reading a draft refuses.
 */
export async function quotedFromDraft(
  moments: DraftMoments,
  positionId: string,
  { quote }: { readonly quote: string },
): Promise<Outcome<null>> {
  const moment = await moments.read(positionId, null)
  // Where there is no text, no words stand in it.
  if (!moment.ok) return moment.refusal.code === 'no_text_then' ? refuse({ code: 'words_not_there' }) : moment
  return standsInText(moment.value.doc, quote) ? ok(null) : refuse({ code: 'words_not_there' })
}
