import { CheckmarkIcon, XMarkIcon } from '@navikt/aksel-icons'
import type { Proposal } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { useAuthorWords } from '../history/authors/use-author-words.ts'
import styles from '../suggestions/Suggestions.module.css'
import { ProposalWording } from './ProposalWording.tsx'
import { useProposalWords } from './use-proposal-words.ts'

/** What became of a proposal: proposer, decider, reason, both times and the words. */
export function SettledProposal({
  proposal,
  settlement,
}: {
  readonly proposal: Proposal
  readonly settlement: NonNullable<Proposal['settlement']>
}) {
  const t = useT('proposals')
  const tSuggestions = useT('suggestions')
  const tContributions = useT('contributions')
  const words = useProposalWords()
  const authors = useAuthorWords()
  const time = useTime()
  const { kind, decider, at, reason } = settlement
  return (
    <article
      className={styles.card}
      data-settled={kind}
      aria-label={t('cardLabel', { by: words.by(proposal) })}
    >
      <p className={styles.tag}>{proposal.contributionId === null ? t('tag') : tContributions('tag')}</p>
      <p className={styles.verdictLine}>
        {kind === 'taken' && <CheckmarkIcon aria-hidden />}
        {kind === 'declined' && <XMarkIcon aria-hidden />}
        {t(`settled.${kind}`)}
      </p>
      <p className={styles.who}>
        {proposal.proposer.country && <CountryBadge country={proposal.proposer.country} />}
        <span>{words.by(proposal)}</span>
      </p>
      <ProposalWording {...proposal} />
      {proposal.explanation !== '' && (
        <p className={styles.given}>
          <span className={styles.what}>{t('why')}</span> {proposal.explanation}
        </p>
      )}
      <p className={styles.who}>
        {decider.country && <CountryBadge country={decider.country} />}
        <span>{tSuggestions('decidedBy', { name: authors.person(decider), at: time.stamp(at) })}</span>
      </p>
      {reason !== null && (
        <p className={styles.given}>
          <span className={styles.what}>{tSuggestions('reasonGiven')}</span> {reason}
        </p>
      )}
    </article>
  )
}
