import type { Asking } from './comments.ts'
import { type CountryCode, inNeutralOrder } from './country.ts'
import type { PositionEvent, PurgeAskNamed } from './events.ts'
import type { PagesRefusal } from './own-pages.ts'
import type { Person } from './people.ts'
import { countriesInSpill } from './permissions.ts'
import type { Round } from './position.ts'
import { ok, type Result, refuse } from './result.ts'
import { type Everybody, hearsOfLock, mayHandleSpill, type Spill } from './spill.ts'
import type { Release } from './version.ts'

/** A purge that takes what others have signed, and waits for a lead of another party (ADR 59). */
export interface PurgeAsk {
  readonly id: string
  readonly spillId: string
  /** The version that the text is to be kept up to; null for none. */
  readonly version: number | null
  /** In words without the information. */
  readonly reason: string
  readonly personId: string
  /** Whose lead asked. */
  readonly country: CountryCode
  readonly at: string
}

/** What became of an ask; one that waits when the lock ends has nothing of it. */
export interface PurgeAskEnd {
  readonly how: 'confirmed' | 'declined' | 'withdrawn'
  readonly personId: string
  readonly at: string
}

/** Of a joint text: what was signed of its versions and final texts. */
export interface SignedTexts {
  readonly rounds: readonly Pick<Round, 'version' | 'decisions' | 'confirmations' | 'lifts'>[]
  readonly releases: readonly Pick<
    Release,
    'version' | 'supporters' | 'withdrawals' | 'reconfirmations' | 'corrigenda'
  >[]
}

/** The countries that signed something which goes with a purge, or stand behind a final text that does, in the neutral order. */
export function signersOf(
  { rounds, releases }: SignedTexts,
  /** The version that is kept, and when it was frozen: corrigenda go by their time. Null where nothing is kept. */
  kept: { readonly number: number; readonly frozenAt: string } | null,
): readonly CountryCode[] {
  const goes = ({ version }: Pick<Round, 'version'>) => version.number > (kept?.number ?? 0)
  const countries = [
    ...rounds.filter(goes).flatMap((round) => [...round.decisions, ...round.confirmations, ...round.lifts]),
    ...releases.filter(goes).flatMap((release) => [...release.withdrawals, ...release.reconfirmations]),
    ...releases.flatMap((release) =>
      release.corrigenda.flatMap(({ ending }) =>
        ending?.kind === 'objected' && (goes(release) || ending.at >= (kept?.frozenAt ?? '')) ? [ending] : [],
      ),
    ),
  ].map(({ country }) => country)
  return inNeutralOrder([
    ...new Set([...countries, ...releases.filter(goes).flatMap(({ supporters }) => supporters)]),
  ])
}

/** For which country a person deals with what is reported in the joint text; null where they do not. */
export function handlesSpillFor({ person, subject, now }: Asking): CountryCode | null {
  const own = countriesInSpill(person, 'spill.handle', subject, now)
  return own[0] ?? countriesInSpill(person, 'spill.stand_in', subject, now)[0] ?? null
}

/** Whose answers make a purge wait for a second party: of those that go with it, all but those of the country that asks. */
export function signersBeside(
  signers: readonly CountryCode[],
  country: CountryCode | null,
): readonly CountryCode[] {
  return signers.filter((each) => each !== country)
}

/** Whether a party other than the one that asks has a lead who could confirm a purge. */
export function isAnybodyToConfirm(
  country: CountryCode,
  { people, subject, now }: Everybody & Omit<Asking, 'person'>,
): boolean {
  return [...people].some((person) => isOfAnother(country, { person, subject, now }))
}

/** Whether a person may confirm or decline what is asked. */
export function mayConfirmPurge({ country, personId }: PurgeAsk, asking: Asking): boolean {
  return asking.person.id !== personId && isOfAnother(country, asking)
}

/**
 * Confirms or declines a purge. Refuses `not_found` to whoever does not hear of the lock, `forbidden` to whoever leads for no party,
 * `second_person_needed` to who asked and whoever leads for the same country, `state_conflict` where it does not wait any more. To confirm
 * it, who asked must still deal with the lock.
 */
export function answerPurge(
  { spill, ask, isWaiting }: { readonly spill: Spill; readonly ask: PurgeAsk; readonly isWaiting: boolean },
  how: 'confirmed' | 'declined',
  asking: Asking & { readonly people: ReadonlyMap<string, Person> },
): Result<PurgeAskEnd, PagesRefusal> {
  const { person, subject, now, people } = asking
  if (!hearsOfLock(null, asking)) return refuse({ code: 'not_found' })
  if (countriesInSpill(person, 'purge.confirm', subject, now).length === 0)
    return refuse({ code: 'forbidden' })
  if (!mayConfirmPurge(ask, asking)) return refuse({ code: 'second_person_needed' })
  if (!isWaiting || spill.end !== null) return refuse({ code: 'state_conflict' })
  const asker = people.get(ask.personId)
  const everybody = { people: people.values() }
  if (how === 'confirmed' && !(asker && mayHandleSpill(null, { person: asker, subject, now }, everybody)))
    return refuse({ code: 'state_conflict' })
  return ok({ how, personId: person.id, at: now })
}

/** Takes an ask back. Refuses `not_found` and `forbidden` as the end of a lock is refused, `state_conflict` where it does not wait any more. */
export function takePurgeBack(
  { spill, isWaiting }: { readonly spill: Spill; readonly isWaiting: boolean },
  asking: Asking & Everybody,
): Result<PurgeAskEnd, PagesRefusal> {
  if (!hearsOfLock(null, asking)) return refuse({ code: 'not_found' })
  if (!mayHandleSpill(null, asking, asking)) return refuse({ code: 'forbidden' })
  if (!isWaiting || spill.end !== null) return refuse({ code: 'state_conflict' })
  return ok({ how: 'withdrawn', personId: asking.person.id, at: asking.now })
}

/** The event that tells that a purge was asked for. */
export function purgeAskedEvent(ask: PurgeAsk, signers: readonly CountryCode[]): PositionEvent {
  const { version, reason } = ask
  return { type: 'purge.asked', ...named(ask), version, reason, signers }
}

/** The event that tells that nothing comes of an ask. */
export function purgeAskOverEvent(ask: PurgeAsk, how: 'declined' | 'withdrawn'): PositionEvent {
  return { type: `purge.${how}`, ...named(ask) }
}

function named({ id: askId, spillId, country: askedBy }: PurgeAsk): PurgeAskNamed {
  return { askId, spillId, askedBy }
}

function isOfAnother(country: CountryCode, { person, subject, now }: Asking): boolean {
  const countries = countriesInSpill(person, 'purge.confirm', subject, now)
  return countries.length > 0 && !countries.includes(country) && person.country !== country
}
