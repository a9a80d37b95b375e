import { z } from 'zod'
import { about, type Route, read } from './route-parts.ts'
import { contentHash, id, language, releaseTranslations } from './shapes.ts'

const releaseParams = z.object({ releaseId: id })

/** Working translations of final texts. */
export const translationRoutes = {
  listTranslations: {
    ...read,
    path: '/releases/:releaseId/translations',
    summary: 'The working translations of a final text, every one that was issued',
    params: releaseParams,
    response: releaseTranslations,
    refusals: ['not_found'],
  },
  issueTranslation: {
    ...about,
    method: 'POST',
    path: '/releases/:releaseId/translations',
    summary: 'Issue a working translation of a final text; sent twice under one id, it is issued once',
    params: releaseParams,
    body: z.strictObject({
      /** Made by the page. */
      id: z.uuid(),
      language,
      /** The hash of the final text that was translated. */
      translates: contentHash,
      /** The newest translation in this language that its issuer knew of; null for none. */
      replaces: id.nullable(),
      title: z.string().trim().min(1).max(300),
      /** The document as JSON: the characters whose hash becomes that of the translation, once they are in their canonical form. */
      text: z.string().min(1).max(1_500_000),
    }),
    status: 201,
    response: releaseTranslations,
    refusals: [
      'not_found',
      'forbidden',
      'state_conflict',
      'version_stale',
      'translation_language',
      'translation_mismatch',
      'translation_open',
      'text_classified',
      'limite_unconfirmed',
    ],
  },
} as const satisfies Readonly<Record<string, Route>>
