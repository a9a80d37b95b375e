import { randomUUID } from 'node:crypto'
import type { Language } from '@samsyn/domain'
import type { ReleaseDetail, RouteBody } from '@samsyn/protocol'
import type { Client } from './test-server.ts'

/** A document with other words in each piece of its text, and fresh ids as a reader of files gives them. */
export function translated(doc: unknown, say: (words: string) => string): unknown {
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit)
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(
      Object.entries(node).map(([key, value]: [string, unknown]) => {
        if (key === 'text' && typeof value === 'string') return [key, say(value)]
        return [key, key === 'id' ? randomUUID() : visit(value)]
      }),
    )
  }
  return visit(doc)
}

/** What is sent to issue a translation of a final text. */
export function translationOf(
  release: ReleaseDetail,
  language: Language,
  more: Partial<RouteBody<'issueTranslation'>> = {},
): RouteBody<'issueTranslation'> {
  return {
    id: randomUUID(),
    language,
    translates: release.version.contentHash,
    replaces: null,
    title: `Otsikko ${language}`,
    text: JSON.stringify(translated(release.doc, (words) => `Käännös: ${words}`)),
    ...more,
  }
}

/** Has a translation of a final text issued. */
export async function translate(client: Client, releaseId: string, language: Language) {
  const release = await client.call('getRelease', { params: { releaseId } })
  const body = translationOf(release, language)
  await client.call('issueTranslation', { params: { releaseId }, body })
  return body
}
