import {
  actFormat,
  agendaItemKinds,
  applicabilities,
  capacities,
  countryCodes,
  followUpStates,
  followUpTurnKinds,
  forumKinds,
  instruments,
  languages,
  lapseReasons,
  leadReaches,
  mandateStates,
  markings,
  meetingStatuses,
  participations,
  positionEventTypes,
  positionStatuses,
  proposalKinds,
  reportOutcomes,
  reportStages,
  reservationEffects,
  reservationTypes,
  roles,
  roundKinds,
  roundOutcomes,
  settlementKinds,
  sharedMandates,
  statementFormat,
  turnKinds,
  unconfirmedReasons,
} from '@samsyn/domain'
import { z } from 'zod'

export const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
/** An instant, ISO 8601 in UTC. */
export const instant = z.iso.datetime()
export const contentHash = z.string().regex(/^[0-9a-f]{64}$/)
export const country = z.enum(countryCodes)
export const language = z.enum(languages)
export const role = z.enum(roles)
export const instrument = z.enum(instruments)
export const marking = z.enum(markings)
export const positionStatus = z.enum(positionStatuses)
/** A document of the editor's schema, as ProseMirror JSON; its exact type is the editor room's `DocJson`. */
export const docJson = z.looseObject({ type: z.literal('doc') })

export const ministry = z.object({
  id: id,
  country,
  name: z.string(),
  nameInEnglish: z.string(),
})

/** A person as others see them. */
export const personCard = z.object({
  id,
  name: z.string(),
  country: country.nullable(),
  ministry: ministry.nullable(),
  roles: z.array(role),
  language,
})

export const translated = z.record(language, z.string())

export const forum = z.object({
  id,
  kind: z.enum(forumKinds),
  shortName: z.string(),
  name: translated,
  participation: z.record(country, z.enum(participations)),
})

const effect = z.enum(reservationEffects)

/** What reservations of each type do beside being printed. */
export const effects = z.strictObject({
  scrutiny: effect,
  parliamentary_scrutiny: effect,
  linguistic: effect,
  substantive: effect,
  general: effect,
})

/** A forum with what reservations do in rounds that are opened from now on. */
export const forumDetail = forum.extend({ reservationEffects: effects })

export const meetingSummary = z.object({
  id,
  title: z.string(),
  forum,
  startsAt: instant,
  endsAt: instant,
  place: z.string(),
  status: z.enum(meetingStatuses),
  isChathamHouse: z.boolean(),
})

export const dossier = z.object({
  id,
  title: z.string(),
  references: z.array(z.string()),
  legalBasis: z.string().nullable(),
  stage: z.string(),
  asOf: z.iso.date(),
  applicability: z.record(country, z.enum(applicabilities)),
})

/** What a person may do with a position right now; the interface mirrors it, the server decides it anew each time. */
export const abilities = z.object({
  rename: z.boolean(),
  startCoordination: z.boolean(),
  readDraft: z.boolean(),
  editDraft: z.boolean(),
  /** To give the ground on which others than the Member States may read text marked LIMITE. */
  confirmLimite: z.boolean(),
  /** To propose changes of the draft; only for those who may not write in it there is no other way. */
  suggest: z.boolean(),
  /** To accept a wording of a bracket, or take the bracket off. */
  resolveBrackets: z.boolean(),
  comment: z.boolean(),
  readVersions: z.boolean(),
  freeze: z.boolean(),
  nameVersions: z.boolean(),
  /** To mark a section as agreed at working level, and to close it. */
  markSections: z.boolean(),
  /** To open a section again that was agreed or closed. */
  reopenSections: z.boolean(),
  reopenDraft: z.boolean(),
  openRound: z.boolean(),
  /** To remind whoever is missing in the open round. */
  remind: z.boolean(),
  decide: z.boolean(),
  askExtension: z.boolean(),
  /** To put the deadline off, where somebody has asked for that. */
  grantExtension: z.boolean(),
  /** To withdraw the own country's support of the final text in force. */
  withdrawSupport: z.boolean(),
  /** To stand by the final text in force though its meeting was put off, where the own country is asked. */
  reconfirm: z.boolean(),
  /** To put the correction of a slip in the final text in force before the leads. */
  proposeCorrigendum: z.boolean(),
  /** To object to one for the own country. */
  objectToCorrigendum: z.boolean(),
  /** To lift the own country's reservation, where it has one. */
  liftReservation: z.boolean(),
  /** To have an objection recorded that came after a silence had held. */
  objectLate: z.boolean(),
  /** To withdraw the own country's support of an agreed text before it is final. */
  withdrawBeforeRelease: z.boolean(),
  /** To confirm, for one's own country, terms that came after its answer. */
  confirmTerms: z.boolean(),
  release: z.boolean(),
  /** To have what proves a final text. */
  exportEvidence: z.boolean(),
  /** To read and change what one's own country notes for its register. */
  keepRecordNotes: z.boolean(),
  /** To make it releasable to a country beyond the Member States, or no longer. */
  setReleasability: z.boolean(),
  withdraw: z.boolean(),
  close: z.boolean(),
  /** To report classified information in the joint text; for one's own pages whoever reads them. */
  reportSpill: z.boolean(),
})

const reservation = z.object({
  type: z.enum(reservationTypes),
  text: z.string(),
  /** The words of the text that it is about; null for all of it. */
  passage: z.string().nullable(),
})

export const decisionValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('agree') }),
  reservation.extend({ kind: z.literal('agree_with_reservation') }),
  z.object({ kind: z.literal('object'), reason: z.string() }),
  z.object({ kind: z.literal('propose_amendment'), passage: z.string(), text: z.string() }),
  z.object({ kind: z.literal('late_objection'), reason: z.string() }),
  z.object({ kind: z.literal('withdraw_support'), reason: z.string() }),
  z.object({ kind: z.literal('not_participating') }),
  z.object({ kind: z.literal('tacit') }),
])

export const decision = z.object({
  id,
  country,
  person: personCard,
  value: decisionValue,
  /** Whether its person signed it with a passkey. */
  /** The lead in whose stead it was given. */
  deputyFor: personCard.nullable(),
  isSigned: z.boolean(),
  at: instant,
})

/** What a supporter has to have seen before a text is final. */
export const terms = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reservation'), decisionId: id }),
  z.strictObject({ kind: z.literal('formula'), partyFormula: z.string().max(1000) }),
])

export const versionReference = z.object({ number: z.int().positive(), contentHash })

/** A reservation that was lifted after its round was over. */
const lift = z.object({
  id,
  /** The decision that entered it. */
  decisionId: id,
  country,
  person: personCard,
  deputyFor: personCard.nullable(),
  /** The final text that printed it by then; null before there was one. */
  releaseId: id.nullable(),
  isSigned: z.boolean(),
  at: instant,
})

/** What a lead signs: all that a decision is. */
export const decisionStatement = z.object({
  format: z.literal(statementFormat),
  decisionId: id,
  position: z.object({ id, title: z.string() }),
  roundId: id,
  version: versionReference,
  delegation: country,
  person: z.object({ id, name: z.string() }),
  /** The lead in whose stead the person decides; null for their own right. */
  deputyFor: z.object({ id, name: z.string() }).nullable(),
  decision: decisionValue,
  /** What its reservation does in the round; null where it has none. */
  reservationEffect: effect.nullable().exactOptional(),
  /** The sentence that is shown before; null where the answer leads to no final text in their name. */
  partyFormula: z.string().nullable(),
  at: instant,
})

/** What a lead signs when they confirm terms, lift their country's reservation, withdraw its support or object to a corrigendum. */
export const actStatement = z.object({
  format: z.literal(actFormat),
  actId: id,
  position: z.object({ id, title: z.string() }),
  roundId: id,
  version: versionReference,
  releaseId: id.nullable(),
  delegation: country,
  person: z.object({ id, name: z.string() }),
  /** The lead in whose stead the person acts; null for their own right. */
  deputyFor: z.object({ id, name: z.string() }).nullable(),
  act: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('confirm_terms'),
      of: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('formula'), partyFormula: z.string() }),
        z.object({ kind: z.literal('reservation'), decisionId: id, country, reservation }),
      ]),
    }),
    z.object({ kind: z.literal('lift_reservation'), decisionId: id, reservation }),
    z.object({ kind: z.literal('withdraw_support'), reason: z.string() }),
    z.object({ kind: z.literal('reconfirm_release'), meetingId: id, postponementId: id }),
    z.object({
      kind: z.literal('object_to_corrigendum'),
      corrigendumId: id,
      /** The hash of the words that were read. */
      corrigendumHash: contentHash,
      reason: z.string(),
    }),
  ]),
  /** The sentence that will say who stands behind the text; null where none follows. */
  partyFormula: z.string().nullable(),
  at: instant,
})

export const round = z.object({
  id,
  kind: z.enum(roundKinds),
  version: versionReference,
  parties: z.array(country),
  /** What reservations do in it: as its forum had it when it was opened. */
  reservationEffects: effects,
  notice: z.string(),
  openPointsReason: z.string().nullable(),
  openedAt: instant,
  openedBy: personCard,
  deadline: instant,
  /** Every decision in the order given; the last of a country counts. */
  decisions: z.array(decision),
  /** The deadline that it was opened with. */
  firstDeadline: instant,
  extensionRequests: z.array(
    z.object({
      country,
      person: personCard,
      /** The lead in whose stead it was asked. */
      deputyFor: personCard.nullable(),
      until: instant,
      reason: z.string(),
      at: instant,
    }),
  ),
  confirmations: z.array(
    z.object({
      country,
      person: personCard,
      /** The lead in whose stead it was confirmed. */
      deputyFor: personCard.nullable(),
      of: terms,
      isSigned: z.boolean(),
      at: instant,
    }),
  ),
  /** Reservations that were lifted after it had ended, in the order given. */
  lifts: z.array(lift),
  /** The countries whose silence was taken for consent; none unless a silence held. */
  tacit: z.array(country),
  /** Null while the round is open. */
  outcome: z.enum(roundOutcomes).nullable(),
  closedAt: instant.nullable(),
})

/** That the meeting of a final text was put off: who stands by it all the same, and who has not said so yet. */
const postponement = z.object({
  id,
  meetingId: id,
  /** Of the final text. */
  versionNumber: z.int().positive(),
  /** When it was to begin. */
  startsAt: instant,
  reconfirmed: z.array(country),
  waiting: z.array(country),
})

/** A position as lists show it. */
export const positionSummary = z.object({
  id,
  revision: z.int().positive(),
  title: z.string(),
  instrument,
  status: positionStatus,
  parties: z.array(country),
  penholder: country,
  marking,
  releasableTo: z.array(country),
  dossier: z.object({ id, title: z.string() }),
  meeting: meetingSummary.nullable(),
  agendaItem: z.object({ id, number: z.string(), title: z.string() }).nullable(),
  latestVersion: z.int().nonnegative(),
  releaseInForce: id.nullable(),
  /** How many corrigenda of that are to be read together with it. */
  issuedCorrigenda: z.int().nonnegative(),
  /** Who has withdrawn their support of the release in force: with the first it is suspended. */
  suspendedBy: z.array(country),
  /** What the countries behind that are asked; null where nothing was put off, and once it is suspended. */
  postponement: postponement.nullable(),
  /** The open round's deadline and who has answered; null when no round is open. */
  openRound: z
    .object({ id, deadline: instant, answered: z.array(country), missing: z.array(country) })
    .nullable(),
  /** The delegations that must still confirm terms of an agreed text before its release. */
  awaitsConfirmation: z.array(country),
  /** The agreed round in which they are awaited; null where none is. */
  confirmationsIn: id.nullable(),
  /** The texts that are locked because of a report, as far as the person hears of them: null for the joint one, else own pages. */
  locks: z.array(z.object({ country: country.nullable(), mayHandle: z.boolean() })),
  abilities,
})

/** A version that a locked text can be kept up to, and the other countries that signed something which goes then. */
const keepableVersion = z.object({
  number: z.int().positive(),
  name: z.string(),
  at: instant,
  signers: z.array(country),
})

/** A report of classified information in a text that is locked since. */
export const openSpill = z.object({
  id,
  /** Whose own pages; null for the joint text. */
  country: country.nullable(),
  reason: z.string(),
  person: personCard,
  at: instant,
  mayHandle: z.boolean(),
  /** To whoever handles it: the versions that the text can be kept up to, newest first; to everybody else none. */
  versions: z.array(keepableVersion),
  /** To whoever handles that of a joint text: the other countries that signed something which goes where nothing is kept. */
  signers: z.array(country),
  /** Whether there is a lead of another party now whom such a purge is asked of; otherwise one lead alone does it. */
  isAnybodyToConfirm: z.boolean(),
  /** What waits for another party's lead. */
  ask: z
    .object({
      id,
      /** The version that is to be kept; null for none. */
      version: keepableVersion.omit({ signers: true }).nullable(),
      reason: z.string(),
      person: personCard,
      country,
      at: instant,
      /** Whose signed answers, or final text, would go. */
      signers: z.array(country),
      mayAnswer: z.boolean(),
    })
    .nullable(),
})

/** Somebody who wrote in a draft. */
export const writer = z.object({ id, name: z.string(), country: country.nullable() })

/** What a delegation did to a text in some time, in characters. */
export const contribution = z.object({
  /** Null for the secretariat and whoever acts for no country. */
  country: country.nullable(),
  people: z.array(writer),
  written: z.int().nonnegative(),
  removed: z.int().nonnegative(),
  moved: z.int().nonnegative(),
})

/** What a version is called beside its number. */
export const versionName = z.string().trim().max(80)

export const versionSummary = z.object({
  number: z.int().positive(),
  contentHash,
  /** Empty for none. */
  name: versionName,
  note: z.string(),
  /** Who contributed since the version before; null where it could not be told. */
  contributions: z.array(contribution).nullable(),
  frozenAt: instant,
  frozenBy: personCard,
})

export const releaseSummary = z.object({
  id,
  reference: z.string(),
  versionNumber: z.int().positive(),
  releasedAt: instant,
  supersededBy: id.nullable(),
  issuedCorrigenda: z.int().nonnegative(),
  /** Who stands behind it until now, and who no longer does. */
  supporters: z.array(country),
  withdrawn: z.array(country),
})

/** Whom to ask of a delegation, as it has typed it. */
export const delegationContact = z.object({
  name: z.string(),
  phone: z.string().nullable(),
  mail: z.string().nullable(),
})

/** The words of a corrigendum: for a passage of one section another reading. */
const corrigendumWords = z.object({
  id,
  section: z.object({ id, title: z.string() }),
  passage: z.string(),
  reading: z.string(),
  reason: z.string(),
  contentHash,
})

/** A corrigendum as it is read together with its final text. */
export const issuedCorrigendum = corrigendumWords.extend({ number: z.int().positive(), issuedAt: instant })

/** What all that a corrigendum is are to be hashed for, by the page that shows it, and how it stands. */
export const corrigendum = corrigendumWords.extend({
  release: z.object({ id, reference: z.string() }),
  /** As its words name the position. */
  title: z.string(),
  version: versionReference,
  deadline: instant,
  proposedBy: personCard,
  proposedAt: instant,
  /** Null while leads may object. */
  ending: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('issued'), number: z.int().positive(), at: instant }),
      z.object({
        kind: z.literal('objected'),
        country,
        person: personCard,
        deputyFor: personCard.nullable(),
        reason: z.string(),
        isSigned: z.boolean(),
        at: instant,
      }),
      z.object({ kind: z.literal('withdrawn'), person: personCard, at: instant }),
      z.object({ kind: z.literal('lapsed'), why: z.enum(lapseReasons), at: instant }),
    ])
    .nullable(),
  mayWithdraw: z.boolean(),
})

export const positionDetail = positionSummary.extend({
  /** Of the final text in force, oldest first; none to whoever may not read versions. */
  corrigenda: z.array(corrigendum),
  /** Until when leads would have to be asked at least, were one proposed now; null to whoever may not. */
  corrigendumDeadline: instant.nullable(),
  /** The delegations whose support of a wording the signed-in person adds and withdraws. */
  supportsFor: z.array(country),
  /** The lead in whose stead the signed-in person decides here; null for their own right, or none. */
  deputyFor: personCard.nullable(),
  draftingLanguage: language,
  dossier,
  versions: z.array(versionSummary),
  releases: z.array(releaseSummary),
  round: round.nullable(),
  /** What reservations would do in a round that opens now. */
  reservationEffects: effects,
  /** How mails reach who answers for each party now, to whoever may open a round; null to everybody else. */
  leadReach: z
    .object({ isMailOn: z.boolean(), parties: z.array(z.object({ country, reach: z.enum(leadReaches) })) })
    .nullable(),
  /** What is reported and not dealt with, as far as the person hears of it. */
  spills: z.array(openSpill),
  /** How often information was removed from each text that the person may open, where it was: null for the joint one. */
  purges: z.array(z.object({ country: country.nullable(), count: z.int().positive() })),
  /** The countries whose own pages the signed-in person may open. */
  ownPages: z.array(country),
  /** Whom to ask of the delegations at the meeting, as each has said it. */
  contacts: z.array(delegationContact.extend({ country })),
  /** The delegation that the signed-in person may say that for; null for none. */
  namesContactFor: country.nullable(),
  /** Of the countries that tell it: whether their mandate is in place. */
  mandates: z.array(z.object({ country, standing: z.enum(sharedMandates) })),
  /** Whether a ground is recorded on which text marked LIMITE may stand in the draft; false to whoever may not read it. */
  isLimiteConfirmed: z.boolean(),
  createdAt: instant,
  createdBy: personCard,
})

export const versionDetail = versionSummary.extend({
  position: positionSummary,
  draftingLanguage: language,
  doc: docJson,
  /** Rounds held on this very version, newest first. */
  rounds: z.array(round),
  /** The latest earlier version that the country of whoever asks answered to; null for none. */
  answeredBefore: z.int().positive().nullable(),
})

/** A draft as it stood at an instant, in its normal form. */
export const draftText = z.object({ at: instant, doc: docJson, contentHash })

/** A place in a list of writers; null for the server, which wrote the first text. */
const writerPlace = z.int().nonnegative().nullable()
const minute = z.int().nonnegative()
const clock = z.int().nonnegative()

/** Who did something to a text, and when the server took it. */
const deed = z.object({ writer: writerPlace, at: instant })

/**
 * Who wrote what stands in a draft now, by Yjs ids, so that a page finds its own text in it. A page whose ydoc is ahead of
 * this answer has ids that are not in it.
 */
export const draftAuthorship = z.object({
  writers: z.array(writer),
  /** Every client id that ever wrote in the draft, and whose it is: as the server knows, whatever the text says. */
  clients: z.array(
    z.object({
      client: z.int().nonnegative(),
      owner: writerPlace,
      /**
       * The ids of it that are text now: from a clock on, so many; who wrote the words first, and when, in minutes since
       * 1970. Where that is not the owner, the owner put them where they stand. Ids in between may be no text any more.
       */
      runs: z.array(z.tuple([clock, z.int().positive(), writerPlace, minute])),
    }),
  ),
  /** Words that one took from another, in the order of the text, each with the character it stood behind. */
  taken: z.array(
    z.object({
      text: z.string(),
      written: deed,
      removed: deed,
      after: z.object({ client: z.int().nonnegative(), clock }).nullable(),
    }),
  ),
})

/** Who contributed what to a draft in some time. */
export const draftContributions = z.object({
  from: instant,
  to: instant,
  delegations: z.array(contribution),
  /** The sections in which something was contributed, by the titles they have now, or had when they went. */
  sections: z.array(z.object({ id: z.string(), title: z.string(), countries: z.array(country.nullable()) })),
})

/** Something suggested in a draft, as the server's log tells of it, whatever the text says. */
export const draftSuggestion = z.object({
  /** As it stands in the text. */
  id: z.string(),
  /** Who first wrote something under that id, and when; null for the server. */
  proposer: writer.nullable(),
  at: instant,
  /** Others who wrote words that it inserts, or laid it on words. */
  otherAuthors: z.array(writer),
})

/** What becomes of a suggestion. */
export const suggestionVerdict = z.enum(['accepted', 'rejected'])

/** A suggestion that is in the draft no more: who proposed it, who took it out and with which verdict, as the log tells. */
export const settledSuggestion = z.object({
  ...draftSuggestion.shape,
  /** Its words when it went; `¶` is a break between paragraphs. */
  inserted: z.string(),
  deleted: z.string(),
  formatted: z.string(),
  decider: writer.nullable(),
  decidedAt: instant,
  /** Null where the passage went with it and the log does not tell which it was. */
  verdict: suggestionVerdict.nullable(),
  reason: z.string().nullable(),
})

/**
 * Support of wordings in a draft that its delegation did not give for the words that stand there now, and wordings that others
 * took out since the last version was frozen (domain SPEC D55 to D59).
 */
export const draftSupport = z.object({
  unconfirmed: z.array(
    z.object({
      wordingId: z.string(),
      country,
      reason: z.enum(unconfirmedReasons),
      /** Whose doing it is; null for the server, or where nobody did it. */
      writer: writer.nullable(),
    }),
  ),
  takenOut: z.array(
    z.object({
      wordingId: z.string(),
      text: z.string(),
      countries: z.array(country),
      writer: writer.nullable(),
      at: instant,
    }),
  ),
})

/** A stretch of time in which one person wrote in a draft without a long pause. */
export const workSession = z.object({
  /** Null for the server. */
  writer: writer.nullable(),
  from: instant,
  to: instant,
  /** Characters that the person wrote, removed, and put somewhere else. */
  written: z.int().nonnegative(),
  removed: z.int().nonnegative(),
  moved: z.int().nonnegative(),
  /** The sections that were touched, by the titles they have now, or had when they went. */
  sections: z.array(z.object({ id: z.string(), title: z.string() })),
})

/** Sessions of work, newest first, as many as fit into one answer. */
export const workSessions = z.object({
  sessions: z.array(workSession),
  /** What to ask for with `before` to get those that came earlier; null when these are all. */
  before: instant.nullable(),
})

/** A draft as it was when somebody last looked at it, and what became of each character of its text since. */
export const earlierDraft = z.object({
  at: instant,
  doc: docJson,
  writers: z.array(writer),
  /** Along the whole text, titles included: so many characters, and who removed them from where they stood; null for nobody. */
  fates: z.array(z.object({ length: z.int().positive(), removed: deed.nullable() })),
})

/** A working translation of a final text. No person is named. */
export const translationCard = z.object({
  id,
  language,
  /** Counts up in its language; the last one counts. */
  number: z.int().positive(),
  title: z.string(),
  contentHash,
  /** The hash of the text that it translates. */
  translates: contentHash,
  /** For which country it was issued; null for the secretariat. */
  country: country.nullable(),
  issuedAt: instant,
})

/** The same with its words. */
export const translationText = translationCard.extend({ doc: docJson })

/** Every working translation of a final text, and what may be added to them. */
export const releaseTranslations = z.object({
  /** By language, the newest first. */
  translations: z.array(translationCard),
  /** The languages into which the signed-in person may issue one now. */
  mayIssue: z.array(language),
})

/** The final text as the reading page shows it. Countries only: no person is named in a release (invariant 19). */
export const releaseDetail = z.object({
  id,
  positionId: id,
  reference: z.string(),
  title: z.string(),
  instrument,
  version: versionReference,
  doc: docJson,
  supporters: z.array(country),
  partyFormula: z.string(),
  reservations: z.array(
    reservation.extend({
      country,
      /** When it was lifted, after the release; null where it stands. */
      lifted: z.object({ at: instant, isSigned: z.boolean() }).nullable(),
    }),
  ),
  /** When each country agreed. */
  signOffs: z.array(
    z.object({
      country,
      at: instant,
      kind: z.enum(['agree', 'agree_with_reservation', 'tacit']),
      isSigned: z.boolean(),
      /** When it lifted its reservation, before the release or after it; null where it had none, or that stands. */
      liftedAt: instant.nullable(),
    }),
  ),
  /** What was objected after a silence had held: recorded, and undoing nothing. */
  lateObjections: z.array(
    z.object({
      country,
      at: instant,
      isSigned: z.boolean(),
      /** Null to whoever may not read versions. */
      reason: z.string().nullable(),
    }),
  ),
  draftingLanguage: language,
  /** The working translations that count: the newest in each language. */
  translations: z.array(translationCard),
  /** That of the language that was asked for, else of the reader's own; null where there is none. */
  translation: translationText.nullable(),
  marking,
  /** As it is now: the text never changes, whom it may be given to does. */
  releasableTo: z.array(country),
  releasedAt: instant,
  supersededBy: z.object({ id, reference: z.string(), releasedAt: instant }).nullable(),
  /** Whether its position was withdrawn since, for whoever may read the text and not the position, too. */
  isWithdrawn: z.boolean(),
  /** To be read together with the text, which stays as it is; in the order of their numbers. */
  corrigenda: z.array(issuedCorrigendum),
  /** Who no longer stands behind it: with the first, nobody uses the text any more. */
  withdrawals: z.array(
    z.object({
      country,
      /** Null to whoever may not read versions. */
      reason: z.string().nullable(),
      isSigned: z.boolean(),
      at: instant,
    }),
  ),
  /** What the countries behind it are asked since its meeting was put off; null where it is suspended, or no longer in force. */
  postponement: postponement.nullable(),
  dossier: z.object({ id, title: z.string(), references: z.array(z.string()) }),
  meeting: meetingSummary.nullable(),
  agendaItem: z.object({ id, number: z.string(), title: z.string() }).nullable(),
  /** Whether the person may have what proves it. */
  hasEvidence: z.boolean(),
  isSample: z.boolean(),
})

export const agendaItem = z.object({
  id,
  number: z.string(),
  title: z.string(),
  kind: z.enum(agendaItemKinds),
  documents: z.array(z.string()),
  dossier: z.object({ id, title: z.string() }).nullable(),
  positions: z.array(positionSummary),
})

export const meetingDetail = meetingSummary.extend({ forum: forumDetail, agenda: z.array(agendaItem) })

/** A position in the folder of a meeting: its final text, where there is one that the reader may read. */
export const folderEntry = z.object({
  positionId: id,
  /** As the final text has it. */
  title: z.string(),
  draftingLanguage: language,
  marking,
  releasableTo: z.array(country),
  /** The one in force, else the last one. Null where there is none, and where it is locked. */
  release: releaseDetail.nullable(),
  isWithdrawn: z.boolean(),
  /** Whether its text is locked because of a report of classified information. */
  isLocked: z.boolean(),
  /** Who leads for each party, the penholder first, and whom it has said to ask. None where the reader knows of the final text alone. */
  contacts: z.array(
    z.object({
      country,
      isPenholder: z.boolean(),
      ministries: z.array(ministry),
      /** Whom to ask of it; null where it has said nobody. */
      person: delegationContact.nullable(),
    }),
  ),
})

/** What is to be done after a meeting. */
export const followUpCard = z.object({
  id,
  position: z.object({ id, title: z.string(), draftingLanguage: language }),
  action: z.string(),
  owner: country,
  /** The last day for it in Brussels. */
  due: z.iso.date().nullable(),
  state: z.enum(followUpStates),
  isOverdue: z.boolean(),
  at: instant,
  /** What was done with it, oldest first; by a country, or null for the secretariat. */
  turns: z.array(
    z.object({
      kind: z.enum(followUpTurnKinds),
      reason: z.string().nullable(),
      country: country.nullable(),
      at: instant,
    }),
  ),
  /** What the signed-in person may do with it now. */
  may: z.array(z.enum(followUpTurnKinds)),
})

/** What became of a position on the same dossier at an earlier meeting, as it was put together, and what is to be done. */
const earlierOutcome = z.object({
  positionId: id,
  title: z.string(),
  draftingLanguage: language,
  /** The one it was for; null where it was on no agenda. */
  meeting: meetingSummary.pick({ id: true, title: true, startsAt: true }).nullable(),
  /** The last final text that the reader may read. */
  release: releaseSummary.pick({ id: true, reference: true, issuedCorrigenda: true }).nullable(),
  stage: z.enum(reportStages),
  /** Null while nothing was put together. */
  outcome: z.enum(reportOutcomes).nullable(),
  dividingLine: z.string(),
  nextStep: z.string(),
  followUps: z.array(followUpCard.pick({ id: true, action: true, owner: true, due: true, state: true })),
})

/**
 * What one reads from at a meeting: its agenda with the final texts under each item, and what came of the same dossier before, as far as
 * the reader may know; nothing of any draft.
 */
export const meetingFolder = meetingSummary.extend({
  isSample: z.boolean(),
  agenda: z.array(
    agendaItem.omit({ positions: true }).extend({
      entries: z.array(folderEntry),
      /** The last one first. */
      earlier: z.array(earlierOutcome),
    }),
  ),
})

/** Why something stands on a person's desk. */
export const waitingKinds = [
  'handle_spill',
  /** A purge that takes what others have signed waits for another party's lead. */
  'confirm_purge',
  'decide',
  /** Somebody's correction of a slip, to which the own country may object; and to who runs rounds, that one runs. */
  'object_to_corrigendum',
  'corrigendum_runs',
  /** The meeting of a final text was put off: the own country is asked whether it stands by it; and to who runs rounds, others are. */
  'reconfirm',
  'reconfirm_runs',
  'open_round',
  'confirm',
  'release',
  'reopen',
  'answer',
  'send_contribution',
  'contribution',
  'draft',
  'start_coordination',
  'chase',
  'chase_terms',
  'read',
  'suspended',
  'reissue',
  'report',
  'consolidate',
  'note_report',
] as const

export const deskItem = z.object({
  kind: z.enum(waitingKinds),
  /** By when; null when nothing sets a date. */
  due: instant.nullable(),
  /** The thread that waits for an answer; null for everything else. */
  threadId: id.nullable(),
  /** The version of the final text that it is about; null for everything else. */
  versionNumber: z.int().positive().nullable(),
  /** The delegations whose contribution it is about; empty for everything else. */
  contributors: z.array(country),
  /** When the person's country was last reminded of the decision that waits; null for never, and for everything else. */
  remindedAt: instant.nullable(),
  position: positionSummary,
})

export const desk = z.object({
  waiting: z.array(deskItem),
  /** What the person's country is to do after meetings, until it is closed; the nearest day first. */
  followUps: z.array(followUpCard),
  meetings: z.array(meetingSummary),
  positions: z.array(positionSummary),
})

export const eventEntry = z.object({
  /** From 1 in the order it happened, for each reader without gaps. */
  sequence: z.int().positive(),
  type: z.enum(positionEventTypes),
  at: instant,
  /** Null when the server itself acted, at a deadline. */
  person: personCard.nullable(),
  country: country.nullable(),
  /** By which right they acted: a role of their own, or as the deputy of a lead; null where the record does not tell. */
  capacity: z.enum(capacities).nullable(),
  data: z.record(z.string(), z.unknown()),
})

export const mention = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('delegation'), country }),
  z.strictObject({ kind: z.literal('person'), personId: id }),
])

/** For one delegation alone, or null for all of them. */
export const audience = country.nullable()

/** A Yjs relative position, in Base64. */
const relativePosition = z.base64().min(1).max(400)

/** A passage: its ends in the draft, and its words when the thread was raised. */
export const anchor = z.strictObject({
  start: relativePosition,
  end: relativePosition,
  quote: z.string().trim().min(1).max(1000),
})

export const comment = z.object({
  id,
  person: personCard,
  /** Whom its author spoke for; null for the secretariat. */
  country: country.nullable(),
  /** Null when its author has removed it. */
  text: z.string().nullable(),
  mentions: z.array(mention),
  at: instant,
  /** When it was last rewritten or removed; null while it is as it was. */
  changedAt: instant.nullable(),
  may: z.object({ rewrite: z.boolean() }),
})

export const turn = z.object({
  kind: z.enum(turnKinds),
  person: personCard,
  country: country.nullable(),
  at: instant,
})

/** A change of the draft that somebody proposes without writing in it. */
export const proposal = z.object({
  id,
  /** The contribution that it was sent with; its proposer is the lead who sent it, `at` the time of sending. */
  contributionId: id.nullable(),
  /** With the country that they spoke for. */
  proposer: writer,
  at: instant,
  anchor,
  kind: z.enum(proposalKinds),
  /** Plain words; none instead of a passage means that it goes. */
  text: z.string(),
  /** Why; empty where nothing was said. */
  explanation: z.string(),
  /** Null while it is pending. */
  settlement: z
    .object({
      kind: z.enum(settlementKinds),
      /** With the country that they spoke for. */
      decider: writer,
      at: instant,
      reason: z.string().nullable(),
    })
    .nullable(),
  /** How the signed-in person may settle it now. */
  may: z.array(z.enum(settlementKinds)),
})

/** What is proposed in a contribution before it is sent: told to its delegation alone. */
export const point = z.object({
  id,
  writer,
  at: instant,
  anchor,
  kind: z.enum(proposalKinds),
  text: z.string(),
  explanation: z.string(),
})

const contributionAbilities = z.object({ prepare: z.boolean(), send: z.boolean(), withdraw: z.boolean() })

/** A set of proposals of one delegation. What is in a sent one are proposals like any other. */
export const contributionSet = z.discriminatedUnion('state', [
  z.object({
    id,
    state: z.literal('prepared'),
    country,
    /** Oldest first. */
    points: z.array(point),
    may: contributionAbilities,
  }),
  z.object({
    id,
    state: z.enum(['sent', 'withdrawn']),
    country,
    sender: writer,
    sentAt: instant,
    withdrawal: z.object({ writer, at: instant }).nullable(),
    may: contributionAbilities,
  }),
])

/** A thread of comments, as somebody who may read it sees it. */
export const thread = z.object({
  id,
  audience,
  /** Raised before the draft was shared: if it is not for one delegation alone, it is the penholder's country's and the secretariat's. */
  isFromBefore: z.boolean(),
  anchor: anchor.nullable(),
  comments: z.array(comment),
  /** Oldest first. */
  turns: z.array(turn),
  isClosed: z.boolean(),
  /** The delegations that want it closed before sign-off. */
  mustCloseFor: z.array(country),
  may: z.object({
    reply: z.boolean(),
    turns: z.array(z.enum(turnKinds)),
  }),
})

/** The threads that the signed-in person may read, and what they may do. */
export const discussion = z.object({
  threads: z.array(thread),
  /** The audiences that the person may raise a thread for. */
  audiences: z.array(audience),
  /** Who can be mentioned, by audience: only people who may read it. */
  people: z.array(z.object({ person: personCard, audiences: z.array(audience) })),
})

const mandateFacts = {
  /** As the country's own papers are cited; empty for none. */
  reference: z.string(),
  state: z.enum(mandateStates),
  /** Whether the others are told if it is in place. */
  isShared: z.boolean(),
}

/** A delegation's own pages of a position, beside their text; only for those who may read them. */
/** What a country notes of a position for its own register. */
export const recordNotes = z.object({
  country,
  caseNumber: z.string(),
  secrecy: z.string(),
  retention: z.string(),
  /** How often it was changed. */
  changes: z.int().nonnegative(),
  /** Null before anything was noted. */
  last: z.object({ person: personCard, at: instant }).nullable(),
})

const markedSection = {
  sectionId: id,
  /** What it was called then. */
  title: z.string(),
  person: personCard,
  country: country.nullable(),
  capacity: z.enum(capacities).nullable(),
  at: instant,
}

/** What was recorded of a section last: that it was agreed or closed as it stood, or opened again. */
export const sectionMark = z.discriminatedUnion('type', [
  z.object({ type: z.literal('section.agreed'), sectionHash: contentHash, ...markedSection }),
  z.object({ type: z.literal('section.closed'), sectionHash: contentHash, ...markedSection }),
  z.object({ type: z.literal('section.reopened'), reason: z.string(), ...markedSection }),
])

export const ownPages = z.object({
  country,
  mandate: z.object(mandateFacts),
  /** Everything that was made of the mandate, newest first. */
  mandateLog: z.array(z.object({ ...mandateFacts, person: personCard, at: instant })),
  /** Newest first. */
  versions: z.array(
    z.object({
      number: z.int().positive(),
      contentHash,
      note: z.string(),
      keptAt: instant,
      keptBy: personCard,
    }),
  ),
  may: z.object({ write: z.boolean(), share: z.boolean() }),
  /** Whether they lie encrypted in the database; not where they were begun before there were keys. */
  isSealed: z.boolean(),
})

/** A version of own pages with its text. */
export const pagesVersion = ownPages.shape.versions.element.extend({ doc: docJson })

/** Bytes in base64url, as WebAuthn's JSON has them. */
const bytes = z
  .string()
  .min(1)
  .max(8192)
  .regex(/^[A-Za-z0-9_-]+$/)

/** The secret of an invitation, from its link. */
export const invitationToken = z.string().min(1).max(128)

/** What a person calls themselves, or a passkey of theirs. */
export const plainName = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u)

const newcomerOffer = z.object({
  kind: z.literal('newcomer'),
  name: z.string(),
  country: country.nullable(),
  ministry: ministry.nullable(),
  roles: z.array(z.object({ role, readsDrafts: z.boolean() })),
})

/** What an invitation is for, as whoever holds its link is told. */
export const invitationOffer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('first_administrator') }),
  newcomerOffer,
  z.object({ kind: z.literal('recovery'), person: personCard }),
])

/** A person as those see them who look after people. */
export const account = z.object({ person: personCard, isDisabled: z.boolean(), passkeys: z.int() })

/** An invitation of somebody new, or other roles for somebody who is in, as those see it who look after people. Its link is in no answer but the first. */
export const invitation = z.object({
  id,
  offer: z.discriminatedUnion('kind', [
    newcomerOffer,
    newcomerOffer.extend({ kind: z.literal('roles'), accountId: id }),
  ]),
  madeAt: instant,
  madeBy: personCard.nullable(),
  expiresAt: instant,
  /** Awaited where a lead has to approve it before it counts. */
  standing: z.enum(['open', 'awaited', 'used', 'withdrawn', 'expired']),
  /** Whose approval it waits for, that of a lead of the country or of any, and of which of the roles, those that are new. */
  awaits: z.object({ leadOf: z.union([country, z.literal('any')]), roles: z.array(role) }).nullable(),
  approved: z.object({ at: instant, by: personCard }).nullable(),
  may: z.object({ approve: z.boolean(), withdraw: z.boolean() }),
})

/** What a browser needs to make a passkey (WebAuthn's creation options). */
export const passkeyCreation = z.object({
  challenge: bytes,
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: bytes, name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.int() })),
  timeout: z.int().positive(),
  excludeCredentials: z.array(z.object({ type: z.literal('public-key'), id: bytes })),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
  attestation: z.literal('none'),
})

/** What a browser needs to sign with a passkey (WebAuthn's request options): which one, the person chooses. */
export const passkeyRequest = z.object({
  challenge: bytes,
  rpId: z.string(),
  timeout: z.int().positive(),
  userVerification: z.literal('required'),
})

/** A passkey as its own person sees it. */
export const ownPasskey = z.object({
  id: bytes,
  name: z.string(),
  addedAt: instant,
  lastUsedAt: instant.nullable(),
  /** Whether one signed in with it here. */
  isOfThisSession: z.boolean(),
})

export const passkeyId = bytes

/** What a person confirms with a passkey that they have: another one is made, one is removed, or mails go to another address, or to none. */
export const passkeyDeed = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add') }),
  z.strictObject({ kind: z.literal('remove'), passkeyId }),
  z.strictObject({ kind: z.literal('mail'), address: z.email().max(254).nullable() }),
])

/** What the browser answers when a passkey was made. */
export const madePasskey = z.strictObject({
  id: bytes,
  clientDataJSON: bytes,
  attestationObject: bytes,
  transports: z.array(z.string().max(32)).max(10),
})

/** What the browser answers when a passkey has signed. */
export const passkeyAssertion = z.strictObject({
  id: bytes,
  clientDataJSON: bytes,
  authenticatorData: bytes,
  signature: bytes,
  /** The person's id, as the authenticator keeps it. */
  userHandle: bytes,
})

export const workspace = z.object({
  name: z.string(),
  isSample: z.boolean(),
  /** The document schema the server takes; pages of another one reload. */
  schemaVersion: z.int().positive(),
  languages: z.array(language),
  /** The one address at which passkeys are made and used. */
  passkeyOrigin: z.string(),
})

export const session = z.object({ person: personCard, expiresAt: instant })

export type Account = z.infer<typeof account>
export type Invitation = z.infer<typeof invitation>
export type InvitationOffer = z.infer<typeof invitationOffer>
export type MadePasskey = z.infer<typeof madePasskey>
export type OwnPasskey = z.infer<typeof ownPasskey>
export type PasskeyAssertion = z.infer<typeof passkeyAssertion>
export type PasskeyCreation = z.infer<typeof passkeyCreation>
export type PasskeyDeed = z.infer<typeof passkeyDeed>
export type PasskeyRequest = z.infer<typeof passkeyRequest>
export type PersonCard = z.infer<typeof personCard>
export type MeetingSummary = z.infer<typeof meetingSummary>
export type MeetingDetail = z.infer<typeof meetingDetail>
export type DelegationContact = z.infer<typeof delegationContact>
export type MeetingFolder = z.infer<typeof meetingFolder>
export type PositionSummary = z.infer<typeof positionSummary>
export type PositionDetail = z.infer<typeof positionDetail>
export type VersionDetail = z.infer<typeof versionDetail>
export type Contribution = z.infer<typeof contribution>
export type Writer = z.infer<typeof writer>
export type DraftAuthorship = z.infer<typeof draftAuthorship>
export type EarlierDraft = z.infer<typeof earlierDraft>
export type DraftContributions = z.infer<typeof draftContributions>
export type DraftSuggestion = z.infer<typeof draftSuggestion>
export type SettledSuggestion = z.infer<typeof settledSuggestion>
export type SuggestionVerdict = z.infer<typeof suggestionVerdict>
export type DraftSupport = z.infer<typeof draftSupport>
export type WorkSession = z.infer<typeof workSession>
export type WorkSessions = z.infer<typeof workSessions>
export type DraftText = z.infer<typeof draftText>
export type ReleaseDetail = z.infer<typeof releaseDetail>
export type TranslationCard = z.infer<typeof translationCard>
export type TranslationText = z.infer<typeof translationText>
export type ReleaseTranslations = z.infer<typeof releaseTranslations>
export type CorrigendumDetail = z.infer<typeof corrigendum>
export type IssuedCorrigendum = z.infer<typeof issuedCorrigendum>
export type RoundDetail = z.infer<typeof round>
export type Abilities = z.infer<typeof abilities>
export type Desk = z.infer<typeof desk>
export type OpenSpill = z.infer<typeof openSpill>
export type FollowUpCard = z.infer<typeof followUpCard>
export type DeskItem = z.infer<typeof deskItem>
export type EventEntry = z.infer<typeof eventEntry>
export type Thread = z.infer<typeof thread>
export type ThreadComment = z.infer<typeof comment>
export type Discussion = z.infer<typeof discussion>
export type Proposal = z.infer<typeof proposal>
export type ContributionSet = z.infer<typeof contributionSet>
export type ContributionPoint = z.infer<typeof point>
export type OwnPages = z.infer<typeof ownPages>
export type SectionMarkView = z.infer<typeof sectionMark>
export type RecordNotesView = z.infer<typeof recordNotes>
export type PagesVersion = z.infer<typeof pagesVersion>
export type WorkspaceInfo = z.infer<typeof workspace>
export type SessionInfo = z.infer<typeof session>
