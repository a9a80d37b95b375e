import { type CountryCode, inNeutralOrder } from './country.ts'

/** What somebody did at once about a wording and its support, as the log of the draft has it. */
export interface SupportAct {
  readonly wordingId: string
  /** Null for the server. */
  readonly personId: string | null
  /** Instant, ISO 8601 in UTC. */
  readonly at: string
  /** The countries whose support was put down here. */
  readonly added: readonly CountryCode[]
  /** Those whose support came with the wording itself: it was put in again, or somewhere else. */
  readonly carried: readonly CountryCode[]
  readonly withdrawn: readonly CountryCode[]
  /** What the wording said before and says after it, as numbers: equal for equal words. Null before it is there. */
  readonly before: number | null
  readonly after: number
}

/** A wording that stands in the draft, and the countries that it says support it. */
export interface SupportedWording {
  readonly wordingId: string
  readonly supporters: readonly CountryCode[]
  readonly words: number
  /** Whether it stands in the text more than once. */
  readonly isDoubled: boolean
}

/** A wording that is in the draft no more, and who took it out when. */
export interface GoneWording {
  readonly wordingId: string
  readonly text: string
  /** Null for the server. */
  readonly personId: string | null
  /** Instant, ISO 8601 in UTC. */
  readonly at: string
}

/** One that these countries supported, taken out by somebody who may not. */
export interface TakenOutWording extends GoneWording {
  readonly countries: readonly CountryCode[]
}

/** Why the support that a wording shows is not its delegation's, and whose doing that is. */
export interface Unconfirmed {
  readonly wordingId: string
  readonly country: CountryCode
  readonly reason: UnconfirmedReason
  /** Null for the server, and where nobody did it. */
  readonly personId: string | null
}

export const unconfirmedReasons = [
  /** Somebody who does not speak for the country put it down. */
  'entered_by_other',
  /** The country supported other words; somebody else changed them since. */
  'other_words',
  /** The wording stands in the text twice, and the country was asked once. */
  'doubled',
  /** The country supports it; somebody else took that out. */
  'taken_out',
] as const

export type UnconfirmedReason = (typeof unconfirmedReasons)[number]

/**
 * Which support in a draft was not given by the delegation itself for the words that stand there now. Support that was
 * given stays through what others do with the text around it: a line that is split, moved, cut and put in again, undone.
 * It is for words: whoever else changes them takes the support off them, until the words are back or it is given anew.
 */
export function unconfirmedSupport(
  acts: readonly SupportAct[],
  wordings: readonly SupportedWording[],
  speaksFor: SpeaksFor,
): readonly Unconfirmed[] {
  const histories = historiesOf(acts, speaksFor)
  return wordings.flatMap((wording) => {
    const history = histories.get(wording.wordingId) ?? new Map<CountryCode, Given>()
    const countries = new Set([...wording.supporters, ...history.keys()])
    return [...countries].flatMap((country) => {
      const found = judged(wording, country, history.get(country) ?? none)
      return found ? [{ wordingId: wording.wordingId, country, ...found }] : []
    })
  })
}

/**
 * Which wordings that delegations supported somebody took out who neither speaks for all of them nor settles brackets: no
 * page offers that, and a client that is none of ours can do it. What a delegation took back before does not count.
 */
export function takenOutWordings(
  acts: readonly SupportAct[],
  gone: readonly GoneWording[],
  {
    speaksFor,
    settles,
  }: { readonly speaksFor: SpeaksFor; readonly settles: (personId: string, at: string) => boolean },
): readonly TakenOutWording[] {
  const histories = historiesOf(acts, speaksFor)
  return gone.flatMap((wording) => {
    const { wordingId, personId, at } = wording
    if (personId !== null && settles(personId, at)) return []
    const own = personId === null ? [] : speaksFor(personId, at)
    const supported = [...(histories.get(wordingId) ?? [])].filter(([, { words }]) => words !== null)
    const countries = inNeutralOrder(
      supported.flatMap(([country]) => (own.includes(country) ? [] : [country])),
    )
    return countries.length > 0 ? [{ ...wording, countries }] : []
  })
}

type SpeaksFor = (personId: string, at: string) => readonly CountryCode[]

/** What is known of each country's support, by wordings. */
function historiesOf(
  acts: readonly SupportAct[],
  speaksFor: SpeaksFor,
): ReadonlyMap<string, ReadonlyMap<CountryCode, Given>> {
  const histories = new Map<string, Map<CountryCode, Given>>()
  for (const act of acts) {
    const history = histories.get(act.wordingId) ?? new Map<CountryCode, Given>()
    histories.set(act.wordingId, history)
    const own = act.personId === null ? [] : speaksFor(act.personId, act.at)
    const concerned = new Set([...history.keys(), ...act.added, ...act.carried])
    for (const country of concerned) {
      history.set(
        country,
        after(history.get(country) ?? none, { act, country, isOwn: own.includes(country) }),
      )
    }
  }
  return histories
}

/** What is known of one country's support of one wording. */
interface Given {
  /** The words that the country itself supported last; null where it did not, or took it back. */
  readonly words: number | null
  readonly enteredBy: string | null
  readonly changedBy: string | null
  /** Who took it out, if that was not the country. */
  readonly takenOut: { readonly by: string | null } | null
}

const none: Given = { words: null, enteredBy: null, changedBy: null, takenOut: null }

function after(
  given: Given,
  {
    act,
    country,
    isOwn,
  }: { readonly act: SupportAct; readonly country: CountryCode; readonly isOwn: boolean },
): Given {
  const { personId } = act
  const isAdded = act.added.includes(country)
  if (isAdded && isOwn) return { words: act.after, enteredBy: personId, changedBy: null, takenOut: null }
  if (act.withdrawn.includes(country)) {
    return isOwn ? { ...none, enteredBy: given.enteredBy } : { ...given, takenOut: { by: personId } }
  }
  const isEntered = isAdded || act.carried.includes(country)
  const standing = isEntered ? { ...given, enteredBy: personId, takenOut: null } : given
  if (act.before === act.after) return standing
  if (standing.words === act.after) return { ...standing, changedBy: null }
  if (standing.words === null || standing.words !== act.before) return standing
  const isOwnWording = isOwn && standing.takenOut === null
  return isOwnWording ? { ...standing, words: act.after } : { ...standing, changedBy: personId }
}

function judged(
  { supporters, words, isDoubled }: SupportedWording,
  country: CountryCode,
  given: Given,
): Pick<Unconfirmed, 'reason' | 'personId'> | null {
  if (!supporters.includes(country)) {
    const isTaken = given.takenOut !== null && given.words === words
    return isTaken ? { reason: 'taken_out', personId: given.takenOut.by } : null
  }
  if (given.words === null) return { reason: 'entered_by_other', personId: given.enteredBy }
  if (given.words !== words) return { reason: 'other_words', personId: given.changedBy }
  return isDoubled ? { reason: 'doubled', personId: null } : null
}
