import {
  type CountryCode,
  countryCodes,
  positionEventTypes,
  proposalKinds,
  roundOutcomes,
  settlementKinds,
} from '@samsyn/domain'
import type { EventEntry } from '@samsyn/protocol'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { useProposalWords } from '../proposals/use-proposal-words.ts'

const decisions = [
  'agree',
  'agree_with_reservation',
  'object',
  'propose_amendment',
  'late_objection',
  'withdraw_support',
  'not_participating',
  'tacit',
] as const

/** The particulars of an event in words; null where the fact says it all. */
export function useEventDetail(): (event: EventEntry) => string | null {
  const t = useT('position')
  const tDomain = useT('domain')
  const tProposals = useT('proposals')
  const proposals = useProposalWords()
  const time = useTime()
  const countries = useCountryNames()
  return ({ type, data }) => {
    switch (type) {
      case 'version.frozen':
        return typeof data.number === 'number' ? t('events.version', { number: data.number }) : null
      case 'version.named': {
        const { number, name } = data
        if (typeof number !== 'number' || typeof name !== 'string') return null
        return name === '' ? t('events.unnamed', { number }) : t('events.named', { number, name })
      }
      case 'round.opened': {
        const { deadline, notice, openPointsReason } = data
        const lines = [
          typeof deadline === 'string' ? t('events.deadline', { time: time.full(deadline) }) : null,
          typeof notice === 'string' && notice !== '' ? `${t('openRound.notice')}: ${notice}` : null,
          typeof openPointsReason === 'string'
            ? `${t('openRound.openPointsReason')}: ${openPointsReason}`
            : null,
        ]
        return lines.filter((line) => line !== null).join('\n') || null
      }
      case 'round.extended':
        if (data.because === 'outage' && typeof data.deadline === 'string')
          return t('events.outage', { time: time.full(data.deadline) })
        return typeof data.deadline === 'string'
          ? t('events.deadline', { time: time.full(data.deadline) })
          : null
      case 'corrigendum.proposed':
        return typeof data.deadline === 'string'
          ? t('events.deadline', { time: time.full(data.deadline) })
          : null
      case 'round.closed': {
        const outcome = roundOutcomes.find((each) => each === data.outcome)
        return outcome ? tDomain(`roundOutcome.${outcome}`) : null
      }
      case 'decision.given': {
        const country = countryCodes.find((each) => each === data.country)
        const decision = decisions.find((each) => each === data.value)
        if (!country || !decision) return null
        return t('events.decision', {
          country: countries.name(country),
          decision: tDomain(`decision.${decision}`),
        })
      }
      case 'terms.confirmed': {
        const country = countryCodes.find((each) => each === data.country)
        if (!country) return null
        const key = data.of === 'formula' ? 'events.confirmedFormula' : 'events.confirmedReservation'
        return t(key, { country: countries.name(country) })
      }
      case 'extension.asked': {
        const country = countryCodes.find((each) => each === data.country)
        const { until, reason } = data
        if (!country || typeof until !== 'string' || typeof reason !== 'string') return null
        return `${countries.name(country)}: ${t('events.deadline', { time: time.full(until) })}. ${t('events.reason', { reason })}`
      }
      case 'meeting.postponed': {
        const { startsAt, becomes } = data
        if (typeof startsAt !== 'string') return null
        const was = t('events.postponedFrom', { time: time.full(startsAt) })
        const is =
          typeof becomes === 'string'
            ? t('events.postponedTo', { time: time.full(becomes) })
            : t('events.postponedNowhere')
        return `${was} ${is}`
      }
      case 'release.reconfirmed':
      case 'support.withdrawn':
      case 'corrigendum.objected':
      case 'reservation.lifted':
      case 'release.reservation_lifted': {
        const country = countryCodes.find((each) => each === data.country)
        return country ? countries.name(country) : null
      }
      case 'silence.taken': {
        const { countries: silent } = data
        return Array.isArray(silent)
          ? countries.list(countryCodes.filter((each) => silent.includes(each)))
          : null
      }
      case 'mandate.shared': {
        const country = countryCodes.find((each) => each === data.country)
        if (!country) return null
        const key = data.standing === 'in_place' ? 'events.mandateInPlace' : 'events.mandatePending'
        return t(key, { country: countries.name(country) })
      }
      case 'proposal.settled': {
        const { quote, text } = data
        const kind = proposalKinds.find((each) => each === data.kind)
        const outcome = settlementKinds.find((each) => each === data.outcome)
        if (!kind || !outcome || typeof quote !== 'string' || typeof text !== 'string') return null
        return `${tProposals(`settled.${outcome}`)}: ${proposals.line({ kind, quote, text })}`
      }
      case 'limite.confirmed': {
        const { ground, reference } = data
        if (typeof reference !== 'string') return null
        return t(ground === 'comix' ? 'events.limiteComix' : 'events.limiteAuthorised', { reference })
      }
      case 'releasability.extended': {
        const country = countryCodes.find((each) => each === data.country)
        if (!country || typeof data.reference !== 'string') return null
        const key = data.ground === 'comix' ? 'events.limiteComix' : 'events.limiteAuthorised'
        return `${countries.name(country)}: ${t(key, { reference: data.reference })}`
      }
      case 'releasability.ended': {
        const country = countryCodes.find((each) => each === data.country)
        if (!country || typeof data.reason !== 'string') return null
        return `${countries.name(country)}: ${t('events.reason', { reason: data.reason })}`
      }
      case 'section.agreed':
      case 'section.closed':
        return typeof data.title === 'string' && data.title !== '' ? data.title : null
      case 'section.reopened': {
        const { title, reason } = data
        if (typeof title !== 'string' || typeof reason !== 'string') return null
        return [title, t('events.reason', { reason })].filter(Boolean).join('\n')
      }
      case 'draft.reopened':
      case 'position.withdrawn':
      case 'spill.reported':
      case 'spill.ended':
      case 'pages_spill.reported':
      case 'pages_spill.ended':
        return typeof data.reason === 'string' ? t('events.reason', { reason: data.reason }) : null
      case 'spill.purged':
      case 'pages_spill.purged': {
        const { version, entries, versions, remarks, reason } = data
        const kept =
          typeof version === 'number' ? t('events.purgedTo', { number: version }) : t('events.purgedAll')
        if (typeof entries !== 'number' || typeof versions !== 'number' || typeof remarks !== 'number')
          return kept
        const said = typeof reason === 'string' ? ` ${t('events.reason', { reason })}` : ''
        const signed = signersIn(data)
        const goes =
          signed.length === 0
            ? ''
            : ` ${t('events.purgeSigned', { countries: countries.list(signed) })}. ${t(typeof data.askId === 'string' ? 'events.purgeConfirmed' : 'events.purgeAlone')}.`
        return `${kept}. ${t('events.purged', { entries, versions, remarks })}.${goes}${said}`
      }
      case 'purge.asked': {
        const said = typeof data.reason === 'string' ? ` ${t('events.reason', { reason: data.reason })}` : ''
        return `${t('events.purgeWouldGo', { countries: countries.list(signersIn(data)) })}.${said}`
      }
      case 'event.purged': {
        const was = positionEventTypes.find((type) => type === data.was)
        return was ? tDomain(`event.${was}`) : null
      }
      case 'position.renamed':
        return typeof data.title === 'string' ? t('events.renamed', { title: data.title }) : null
      default:
        return null
    }
  }
}

/** The countries whose signed answers go with a purge; events of before do not tell. */
function signersIn({ signers }: EventEntry['data']): readonly CountryCode[] {
  return Array.isArray(signers) ? countryCodes.filter((each) => signers.includes(each)) : []
}
