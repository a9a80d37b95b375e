import {
  type Asking,
  assertNever,
  awaitedReconfirmations,
  type Corrigendum,
  type CorrigendumEnding,
  type CountryCode,
  can,
  countriesWhere,
  type Decision,
  type DelegationContact,
  type Dossier,
  decidingAs,
  earliestCorrigendumDeadline,
  handlesSpillFor,
  hearsOfLock,
  isAnybodyToConfirm,
  isContactTold,
  issuedCorrigenda,
  type Lift,
  type MandateStanding,
  mayConfirmPurge,
  mayHandleSpill,
  mayWithdrawCorrigendum,
  type Person,
  type Position,
  type PurgeAsk,
  pagesOf,
  type Release,
  type Round,
  type RoundOutcome,
  type Spill,
  sharedMandate,
  signersBeside,
  standingDecisions,
  standingSupporters,
  supportsFor,
  type Translation,
  tacitIn,
  type Version,
  withdrawnIn,
} from '@samsyn/domain'
import type {
  CorrigendumDetail,
  MeetingSummary,
  PersonCard,
  PositionDetail,
  PositionSummary,
  ReleaseDetail,
  RoundDetail,
} from '@samsyn/protocol'
import type { TranslationSummary } from '@samsyn/storage'
import { type Directory, existing } from '../directory.ts'
import { abilitiesOf, awaitsConfirmation } from './abilities.ts'
import { contributionView } from './contributions.ts'
import { personCard } from './people.ts'
import { translationCard, translationText } from './translations.ts'

/** A round as it is stored: open with a null outcome, or closed. */
export type StoredRound = Round & { readonly outcome: RoundOutcome | null; readonly closedAt: string | null }

/** A meeting as lists show it. */
export function meetingSummary(meetingId: string, directory: Directory): MeetingSummary {
  const { forumId, ...meeting } = existing(directory.meetings, meetingId)
  const { reservationEffects: _ofRounds, ...forum } = existing(directory.forums, forumId)
  return { ...meeting, forum }
}

/** A position as lists show it, for the person who asks. */
export function positionSummary(
  position: Position,
  directory: Directory,
  {
    person,
    now,
    issued,
  }: {
    readonly person: Person
    readonly now: string
    /** How many corrigenda were issued of each final text. */
    readonly issued: ReadonlyMap<string, number>
  },
): PositionSummary {
  const item = position.agendaItemId === null ? null : existing(directory.agendaItems, position.agendaItemId)
  const dossier = existing(directory.dossiers, position.dossierId)
  const abilities = abilitiesOf(person, position, now)
  const asking = { person, subject: position, now }
  return {
    id: position.id,
    revision: position.revision,
    title: position.title,
    instrument: position.instrument,
    status: position.life.status,
    parties: [...position.parties],
    penholder: position.penholder,
    marking: position.marking,
    releasableTo: [...position.releasableTo],
    dossier: { id: dossier.id, title: dossier.title },
    meeting: item && meetingSummary(item.meetingId, directory),
    agendaItem: item && { id: item.id, number: item.number, title: item.title },
    latestVersion: position.latestVersion,
    releaseInForce: position.releaseInForce,
    issuedCorrigenda: issued.get(position.releaseInForce ?? '') ?? 0,
    suspendedBy: [...position.suspendedBy],
    postponement: postponementView(position),
    openRound:
      position.life.status === 'in_sign_off' && abilities.readVersions
        ? openRound(position.life.round)
        : null,
    awaitsConfirmation: abilities.readVersions ? [...awaitsConfirmation(position)] : [],
    confirmationsIn:
      abilities.readVersions && 'round' in position.life && awaitsConfirmation(position).length > 0
        ? position.life.round.id
        : null,
    locks: position.lockedTexts
      .filter((country) => hearsOfLock(country, asking))
      .map((country) => ({
        country,
        mayHandle: mayHandleSpill(country, asking, { people: directory.people.values() }),
      })),
    abilities,
  }
}

/** Who stands by the final text in force though its meeting was put off, and who has not said so; null where there is nothing to say. */
function postponementView(position: Position): PositionSummary['postponement'] {
  const { postponement, suspendedBy } = position
  if (!postponement || suspendedBy.length > 0) return null
  const { id, meetingId, version, startsAt, reconfirmed } = postponement
  return {
    id,
    meetingId,
    versionNumber: version.number,
    startsAt,
    reconfirmed: [...reconfirmed],
    waiting: [...awaitedReconfirmations(position)],
  }
}

function openRound(round: Round): NonNullable<PositionSummary['openRound']> {
  const standing = standingDecisions(round)
  return {
    id: round.id,
    deadline: round.deadline,
    answered: round.parties.filter((country) => standing.has(country)),
    missing: round.parties.filter((country) => !standing.has(country)),
  }
}

/** A round with its decisions. */
export function roundDetail(round: StoredRound, directory: Directory): RoundDetail {
  const card = (personId: string) => personCard(existing(directory.people, personId), directory.ministries)
  return {
    id: round.id,
    kind: round.kind,
    version: { ...round.version },
    parties: [...round.parties],
    reservationEffects: { ...round.reservationEffects },
    notice: round.notice,
    openPointsReason: round.openPointsReason,
    openedAt: round.openedAt,
    openedBy: card(round.openedBy),
    deadline: round.deadline,
    decisions: round.decisions.map(({ id, country, personId, deputyFor, value, statementHash, at }) => ({
      id,
      country,
      person: card(personId),
      deputyFor: deputyFor === null ? null : card(deputyFor),
      value: { ...value },
      isSigned: statementHash !== null,
      at,
    })),
    confirmations: round.confirmations.map(({ country, personId, deputyFor, of, statementHash, at }) => ({
      country,
      person: card(personId),
      deputyFor: deputyFor === null ? null : card(deputyFor),
      of: { ...of },
      isSigned: statementHash !== null,
      at,
    })),
    lifts: round.lifts.map(
      ({ id, decisionId, country, personId, deputyFor, releaseId, statementHash, at }) => ({
        id,
        decisionId,
        country,
        person: card(personId),
        deputyFor: deputyFor === null ? null : card(deputyFor),
        releaseId,
        isSigned: statementHash !== null,
        at,
      }),
    ),
    firstDeadline: round.firstDeadline,
    extensionRequests: round.extensionRequests.map(({ country, personId, deputyFor, until, reason, at }) => ({
      country,
      person: card(personId),
      deputyFor: deputyFor === null ? null : card(deputyFor),
      until,
      reason,
      at,
    })),
    tacit: [...tacitIn(round)],
    outcome: round.outcome,
    closedAt: round.closedAt,
  }
}

/** A version without its text. */
export function versionSummary(
  { number, contentHash, name, note, contributions, frozenAt, frozenBy }: Omit<Version, 'canonicalText'>,
  directory: Directory,
): PositionDetail['versions'][number] {
  return {
    number,
    contentHash,
    name,
    note,
    contributions: contributions?.map((one) => contributionView(one, directory)) ?? null,
    frozenAt,
    frozenBy: personCard(existing(directory.people, frozenBy), directory.ministries),
  }
}

/** A position with its facts, versions and releases. */
export function positionDetail(
  position: Position,
  directory: Directory,
  stored: {
    readonly versions: readonly Omit<Version, 'canonicalText'>[]
    readonly releases: readonly Release[]
    readonly mandates: ReadonlyMap<CountryCode, MandateStanding>
    readonly isLimiteConfirmed: boolean
    readonly leadReach: PositionDetail['leadReach']
    readonly contacts: readonly DelegationContact[]
    readonly spills: readonly Spill[]
    readonly purges: PositionDetail['purges']
    readonly choices: ReadonlyMap<CountryCode | null, PurgeChoices>
    readonly person: Person
    readonly now: string
  },
): PositionDetail {
  const issued = new Map(
    stored.releases.map(({ id, corrigenda }) => [id, issuedCorrigenda(corrigenda).length]),
  )
  const summary = positionSummary(position, directory, { ...stored, issued })
  const { abilities } = summary
  const life = position.life
  const deciding = decidingAs(stored.person, position, stored.now)
  const binds =
    abilities.decide ||
    abilities.liftReservation ||
    abilities.withdrawSupport ||
    abilities.reconfirm ||
    abilities.objectToCorrigendum
  const deputyFor = binds && deciding.ok ? deciding.value.deputyFor : null
  return {
    ...summary,
    corrigenda: abilities.readVersions
      ? stored.releases
          .filter(({ id }) => id === position.releaseInForce)
          .flatMap(({ corrigenda }) => corrigenda)
          .map((corrigendum) => corrigendumDetail(corrigendum, position, directory, stored))
      : [],
    corrigendumDeadline: abilities.proposeCorrigendum
      ? earliestCorrigendumDeadline(stored.now, position.parties)
      : null,
    supportsFor: [...supportsFor(stored.person, position, stored.now)],
    deputyFor:
      deputyFor === null ? null : personCard(existing(directory.people, deputyFor), directory.ministries),
    draftingLanguage: position.draftingLanguage,
    dossier: copyDossier(existing(directory.dossiers, position.dossierId)),
    versions: abilities.readVersions
      ? stored.versions.map((version) => versionSummary(version, directory))
      : [],
    releases: stored.releases.map((release) => ({
      id: release.id,
      reference: release.reference,
      versionNumber: release.version.number,
      releasedAt: release.releasedAt,
      supersededBy: release.supersededBy,
      issuedCorrigenda: issued.get(release.id) ?? 0,
      supporters: [...standingSupporters(release)],
      withdrawn: release.withdrawals.map(({ country }) => country),
    })),
    round:
      'round' in life && abilities.readVersions
        ? roundDetail(
            'outcome' in life.round ? life.round : { ...life.round, outcome: null, closedAt: null },
            directory,
          )
        : null,
    reservationEffects: { ...existing(directory.forums, position.forumId).reservationEffects },
    leadReach: stored.leadReach,
    spills: openSpills(stored, { person: stored.person, subject: position, now: stored.now }, directory),
    contacts: isContactTold(summary.meeting, stored.now) ? stored.contacts.map((each) => ({ ...each })) : [],
    namesContactFor: countriesWhere(stored.person, 'contact.name', position, stored.now)[0] ?? null,
    purges: abilities.readDraft ? stored.purges : stored.purges.filter(({ country }) => country !== null),
    ownPages: [...pagesOf(stored.person, 'national.read', position, stored.now)],
    mandates: can(stored.person, 'mandate.read', position, stored.now)
      ? position.parties.flatMap((country) => {
          const mandate = stored.mandates.get(country)
          const standing = mandate ? sharedMandate(mandate) : null
          return standing === null ? [] : [{ country, standing }]
        })
      : [],
    isLimiteConfirmed: abilities.readDraft && stored.isLimiteConfirmed,
    createdAt: position.createdAt,
    createdBy: personCard(existing(directory.people, position.createdBy), directory.ministries),
  }
}

/** A corrigendum as those who read versions see it. */
function corrigendumDetail(
  corrigendum: Corrigendum,
  position: Position,
  { people, ministries }: Directory,
  { person, now }: { readonly person: Person; readonly now: string },
): CorrigendumDetail {
  const card = (personId: string) => personCard(existing(people, personId), ministries)
  const { text, ending } = corrigendum
  return {
    ...wordsOf(corrigendum),
    release: { ...text.release },
    title: text.position.title,
    version: { ...text.version },
    deadline: corrigendum.deadline,
    proposedBy: card(corrigendum.proposedBy),
    proposedAt: corrigendum.proposedAt,
    ending: ending && endingDetail(ending, card),
    mayWithdraw: ending === null && mayWithdrawCorrigendum(person, corrigendum, position, now),
  }
}

function endingDetail(
  ending: CorrigendumEnding,
  card: (personId: string) => PersonCard,
): NonNullable<CorrigendumDetail['ending']> {
  switch (ending.kind) {
    case 'issued':
    case 'lapsed':
      return { ...ending }
    case 'withdrawn':
      return { kind: ending.kind, person: card(ending.personId), at: ending.at }
    case 'objected': {
      const { kind, country, personId, deputyFor, reason, statementHash, at } = ending
      return {
        kind,
        country,
        person: card(personId),
        deputyFor: deputyFor === null ? null : card(deputyFor),
        reason,
        isSigned: statementHash !== null,
        at,
      }
    }
    default:
      return assertNever(ending)
  }
}

function wordsOf({ id, text, contentHash }: Corrigendum) {
  const { section, passage, reading, reason } = text
  return { id, section: { ...section }, passage, reading, reason, contentHash }
}

/** What a purge of a locked text can keep, and what goes with it. */
export interface PurgeChoices {
  readonly versions: readonly {
    readonly number: number
    readonly name: string
    readonly at: string
    readonly signers: readonly CountryCode[]
  }[]
  /** Whose signed answers go where nothing is kept. */
  readonly signers: readonly CountryCode[]
  readonly ask: PurgeAsk | null
}

function openSpills(
  {
    spills,
    choices,
  }: {
    readonly spills: readonly Spill[]
    readonly choices: ReadonlyMap<CountryCode | null, PurgeChoices>
  },
  asking: Asking,
  { people, ministries }: Directory,
): PositionDetail['spills'] {
  return spills
    .filter(({ end, country }) => end === null && hearsOfLock(country, asking))
    .map(({ id, country, reason, personId, at }) => {
      const everybody = { people: people.values() }
      const mayHandle = mayHandleSpill(country, asking, everybody)
      const { versions, signers, ask } = choices.get(country) ?? { versions: [], signers: [], ask: null }
      const own = country === null ? handlesSpillFor(asking) : null
      return {
        id,
        country,
        reason,
        person: personCard(existing(people, personId), ministries),
        at,
        mayHandle,
        versions: mayHandle
          ? versions.map((each) => ({ ...each, signers: [...signersBeside(each.signers, own)] }))
          : [],
        signers: mayHandle ? [...signersBeside(signers, own)] : [],
        isAnybodyToConfirm:
          mayHandle && own !== null && isAnybodyToConfirm(own, { ...asking, people: people.values() }),
        ask:
          ask && (mayHandle || mayConfirmPurge(ask, asking))
            ? purgeAskView(
                ask,
                { versions, signers },
                asking,
                personCard(existing(people, ask.personId), ministries),
              )
            : null,
      }
    })
}

function purgeAskView(
  ask: PurgeAsk,
  { versions, signers }: Omit<PurgeChoices, 'ask'>,
  asking: Asking,
  person: PersonCard,
): PositionDetail['spills'][number]['ask'] {
  const kept = versions.find(({ number }) => number === ask.version)
  return {
    id: ask.id,
    version: kept ? { number: kept.number, name: kept.name, at: kept.at } : null,
    reason: ask.reason,
    person,
    country: ask.country,
    at: ask.at,
    signers: [...signersBeside(kept ? kept.signers : signers, ask.country)],
    mayAnswer: mayConfirmPurge(ask, asking),
  }
}

function copyDossier({ references, ...dossier }: Dossier): PositionDetail['dossier'] {
  return { ...dossier, references: [...references] }
}

/** What a silence that held made of no answer. */
function tacitOf(
  round: StoredRound,
): readonly Pick<Decision, 'id' | 'country' | 'at' | 'value' | 'statementHash'>[] {
  const at = round.closedAt ?? round.deadline
  return tacitIn(round).map((country) => ({
    id: '',
    country,
    at,
    value: { kind: 'tacit' },
    statementHash: null,
  }))
}

function liftShown(lift: Lift | undefined) {
  return lift ? { at: lift.at, isSigned: lift.statementHash !== null } : null
}

/** A release as the reading page shows it; of its sign-offs only country and time. */
export function releaseDetail(
  release: Release,
  position: Position,
  directory: Directory,
  more: {
    readonly doc: ReleaseDetail['doc']
    readonly round: StoredRound
    readonly successor: Release | null
    /** Those that count, and that of the reader's language. */
    readonly translations: readonly TranslationSummary[]
    readonly translation: Translation | null
    readonly hasEvidence: boolean
    readonly isSample: boolean
    /** Whether whoever asks may read versions, and so the reasons of those who withdrew. */
    readonly readsVersions: boolean
  },
): ReleaseDetail {
  const item = position.agendaItemId === null ? null : existing(directory.agendaItems, position.agendaItemId)
  const dossier = existing(directory.dossiers, position.dossierId)
  return {
    id: release.id,
    positionId: position.id,
    reference: release.reference,
    title: release.title,
    instrument: position.instrument,
    version: { ...release.version },
    doc: more.doc,
    supporters: [...release.supporters],
    partyFormula: release.partyFormula,
    reservations: release.reservations.map((reservation) => ({
      ...reservation,
      lifted: liftShown(release.lifts.find(({ country }) => country === reservation.country)),
    })),
    signOffs: [...standingDecisions(more.round).values(), ...tacitOf(more.round)]
      .filter(({ country }) => !withdrawnIn(more.round).includes(country))
      .flatMap(({ id, country, at, value, statementHash }) =>
        value.kind === 'agree' || value.kind === 'agree_with_reservation' || value.kind === 'tacit'
          ? [
              {
                country,
                at,
                kind: value.kind,
                isSigned: statementHash !== null,
                liftedAt: more.round.lifts.find(({ decisionId }) => decisionId === id)?.at ?? null,
              },
            ]
          : [],
      ),
    lateObjections: more.round.decisions.flatMap(({ country, at, value, statementHash }) =>
      value.kind === 'late_objection'
        ? [
            {
              country,
              at,
              isSigned: statementHash !== null,
              reason: more.readsVersions ? value.reason : null,
            },
          ]
        : [],
    ),
    draftingLanguage: release.draftingLanguage,
    translations: more.translations.map(translationCard),
    translation: more.translation && translationText(more.translation),
    marking: release.marking,
    releasableTo: [...position.releasableTo],
    releasedAt: release.releasedAt,
    supersededBy: more.successor && {
      id: more.successor.id,
      reference: more.successor.reference,
      releasedAt: more.successor.releasedAt,
    },
    isWithdrawn: position.life.status === 'withdrawn',
    corrigenda: issuedCorrigenda(release.corrigenda).map((corrigendum) => ({
      ...wordsOf(corrigendum),
      number: corrigendum.ending.number,
      issuedAt: corrigendum.ending.at,
    })),
    withdrawals: release.withdrawals.map(({ country, reason, statementHash, at }) => ({
      country,
      isSigned: statementHash !== null,
      reason: more.readsVersions ? reason : null,
      at,
    })),
    postponement: position.releaseInForce === release.id ? postponementView(position) : null,
    dossier: { id: dossier.id, title: dossier.title, references: [...dossier.references] },
    meeting: item && meetingSummary(item.meetingId, directory),
    agendaItem: item && { id: item.id, number: item.number, title: item.title },
    hasEvidence: more.hasEvidence,
    isSample: more.isSample,
  }
}
