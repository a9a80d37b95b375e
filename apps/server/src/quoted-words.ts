import { ok, refuse } from '@samsyn/domain'
import { type DocJson, readsSomewhere, standsInText } from '@samsyn/editor'
import type { DraftMoments } from './moments/draft-moments.ts'
import type { Outcome } from './refusal.ts'

/** Whether a passage that is commented on reads so in the joint draft now; refuses as `quotedFromDraft`. */
export function commentedInDraft(
  moments: DraftMoments,
  positionId: string,
  { quote }: { readonly quote: string },
): Promise<Outcome<null>> {
  return inDraft(moments, positionId, (doc) => readsSomewhere(doc, quote))
}

/**
 * Whether the words that somebody wants changed stand in the joint draft now, as its log tells: what is kept of a proposal must
 * not say that words stood there which never did. Refuses `words_not_there`, and what reading a draft refuses.
 */
export function quotedFromDraft(
  moments: DraftMoments,
  positionId: string,
  { quote }: { readonly quote: string },
): Promise<Outcome<null>> {
  return inDraft(moments, positionId, (doc) => standsInText(doc, quote))
}

async function inDraft(
  moments: DraftMoments,
  positionId: string,
  stands: (doc: DocJson) => boolean,
): Promise<Outcome<null>> {
  const moment = await moments.read(positionId, null)
  // Where there is no text, no words stand in it.
  if (!moment.ok) return moment.refusal.code === 'no_text_then' ? refuse({ code: 'words_not_there' }) : moment
  return stands(moment.value.doc) ? ok(null) : refuse({ code: 'words_not_there' })
}
