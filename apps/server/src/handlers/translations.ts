import {
  can,
  capacityFor,
  illFormedField,
  issueTranslation,
  limiteAnswered,
  ok,
  type Person,
  type Position,
  type PositionEvent,
  type Release,
  refuse,
  translatableInto,
  unclassified,
} from '@samsyn/domain'
import {
  canonicalJson,
  type DocJson,
  inSectionsOf,
  opensMore,
  parseDoc,
  plainText,
  textHash,
} from '@samsyn/editor'
import type { ReleaseTranslations } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import { translationCard } from '../views/translations.ts'
import type { HandlerContext } from './context.ts'
import { isLimiteConfirmed } from './positions.ts'

interface Found {
  readonly release: Release
  readonly position: Position
}

/** A position with what has just happened to it; nothing where it had happened before. */
interface Issued {
  readonly position: Position
  readonly events: readonly PositionEvent[]
}

/** Working translations of final texts (ADR 46). */
export function translationHandlers({
  storage,
  clock,
  commands,
}: HandlerContext): Pick<Handlers, 'listTranslations' | 'issueTranslation'> {
  async function listed(releaseId: string, person: Person): Promise<Outcome<ReleaseTranslations>> {
    const now = clock.now()
    const found = await readableRelease(storage.tables, releaseId, { person, now })
    if (!found) return refuse({ code: 'not_found' })
    const { release, position } = found
    const isIssued = position.releaseInForce === release.id && release.withdrawals.length === 0
    const translations = await storage.tables.translations.byRelease(releaseId)
    return ok({
      translations: translations.map(translationCard),
      mayIssue: isIssued ? [...translatableInto(release, { person, subject: position, now })] : [],
    })
  }

  return {
    listTranslations: ({ params, session: { person } }) => listed(params.releaseId, person),

    issueTranslation: async ({ params: { releaseId }, body, session: { person } }) => {
      const parsed = documentIn(body.text)
      const now = clock.now()
      const done = await storage.transaction(async (tables): Promise<Outcome<Issued>> => {
        const known = await readableRelease(tables, releaseId, { person, now })
        const position = known && (await tables.positions.byIdAlone(known.position.id))
        if (!known || !position) return refuse({ code: 'not_found' })
        const { release } = known
        // As they are by now: what somebody began who is disabled meanwhile counts for nothing.
        if ((await tables.people.byId(person.id))?.isDisabled) return refuse({ code: 'forbidden' })
        if (!can(person, 'translation.issue', position, now)) return refuse({ code: 'forbidden' })
        const text = await textOf(tables, release)
        if (!parsed) return refuse({ code: 'invalid_request', field: 'text' })
        const doc = inSectionsOf(text, parsed)
        const canonicalText = canonicalJson(doc)
        const before = await tables.translations.byId(body.id)
        if (before) {
          // It was sent before, and its answer did not get through: it is there.
          const isSame =
            before.releaseId === releaseId &&
            before.issuedBy === person.id &&
            before.language === body.language &&
            before.title === body.title &&
            before.canonicalText === canonicalText
          return isSame ? ok({ position, events: [] }) : refuse({ code: 'state_conflict' })
        }
        const issued = issueTranslation(
          {
            id: body.id,
            language: body.language,
            translates: body.translates,
            replaces: body.replaces,
            title: body.title,
            canonicalText,
            contentHash: textHash(canonicalText),
            sections: doc.content.map(({ attrs }) => attrs),
            hasOpenPoints: opensMore(text, doc),
          },
          {
            position,
            release,
            sections: text.content.map(({ attrs }) => attrs),
            translations: await tables.translations.byRelease(releaseId),
          },
          { person, subject: position, now },
        )
        if (!issued.ok) {
          const { code, section } = issued.refusal
          return refuse({ code, ...(section === undefined ? {} : { field: `text.content.${section}` }) })
        }
        const lines = [body.title, ...plainText(doc).split('\n')]
        const lawful = unclassified(lines)
        if (!lawful.ok) return lawful
        const isConfirmed = await isLimiteConfirmed(tables, position.id)
        const answered = limiteAnswered(lines, position, { isConfirmed })
        if (!answered.ok) return answered
        const { translation, events } = issued.value
        await tables.translations.insert(translation)
        await tables.events.append(
          events.map((event) => ({
            positionId: position.id,
            revision: position.revision,
            personId: person.id,
            country: translation.country ?? person.country,
            capacity: capacityFor(person, 'translation.issue', position, now),
            at: now,
            event,
          })),
        )
        return ok({ position, events })
      })
      if (!done.ok) return done
      if (done.value.events.length > 0) commands.announce({ ...done.value, effects: [] })
      return listed(releaseId, person)
    },
  }
}

async function readableRelease(
  tables: Tables,
  releaseId: string,
  { person, now }: { readonly person: Person; readonly now: string },
): Promise<Found | null> {
  const release = await tables.releases.byId(releaseId)
  const position = release && (await tables.positions.byId(release.positionId))
  return release && position && can(person, 'release.read', position, now) ? { release, position } : null
}

/** The document that a string is the JSON of; null for none of the schema. */
function documentIn(text: string): DocJson | null {
  try {
    const json: unknown = JSON.parse(text)
    if (illFormedField(json) !== null) return null
    const parsed = parseDoc(json)
    return parsed.ok ? parsed.doc : null
  } catch {
    // What is no JSON is no document.
    return null
  }
}

/** The words of a final text. */
async function textOf(tables: Tables, { id, positionId, version }: Release): Promise<DocJson> {
  const stored = await tables.versions.byNumber(positionId, version.number)
  if (!stored) throw new Error(`Release ${id} has lost its version`)
  return JSON.parse(stored.canonicalText) as DocJson
}
