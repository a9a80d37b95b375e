import { CheckmarkIcon, XMarkIcon } from '@navikt/aksel-icons'
import type { Proposal, SettledSuggestion } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { useAuthorWords } from '../history/authors/use-author-words.ts'
import { SettledProposal } from '../proposals/SettledProposal.tsx'
import { NamedInFile } from './NamedInFile.tsx'
import styles from './Suggestions.module.css'
import { SuggestionWording } from './SuggestionWording.tsx'
import { useSuggestionWords } from './use-suggestion-words.ts'

/** What was decided, newest first: proposer, decider, verdict, reason, both times and the words. */
export function SettledList({
  settled,
  proposals,
}: {
  readonly settled: readonly SettledSuggestion[]
  readonly proposals: readonly Proposal[]
}) {
  const entries = [
    ...settled.map((each) => ({
      key: `${each.id} ${each.decidedAt}`,
      at: each.decidedAt,
      card: <SettledCard each={each} />,
    })),
    ...proposals.flatMap((proposal) =>
      proposal.settlement === null
        ? []
        : [
            {
              key: proposal.id,
              at: proposal.settlement.at,
              card: <SettledProposal proposal={proposal} settlement={proposal.settlement} />,
            },
          ],
    ),
  ].sort((one, other) => (one.at < other.at ? 1 : -1))
  return (
    <ol className={styles.cards}>
      {entries.map(({ key, card }) => (
        <li key={key}>{card}</li>
      ))}
    </ol>
  )
}

function SettledCard({ each }: { readonly each: SettledSuggestion }) {
  const t = useT('suggestions')
  const words = useSuggestionWords()
  const authors = useAuthorWords()
  const time = useTime()
  return (
    <article
      className={styles.card}
      data-settled={each.verdict ?? 'gone'}
      aria-label={t('cardLabel', { by: words.by(each) })}
    >
      <p className={styles.verdictLine}>
        {each.verdict === 'accepted' && <CheckmarkIcon aria-hidden />}
        {each.verdict === 'rejected' && <XMarkIcon aria-hidden />}
        {t(`verdict.${each.verdict ?? 'gone'}`)}
      </p>
      <p className={styles.who}>
        {each.proposer?.country && <CountryBadge country={each.proposer.country} />}
        <span>{words.by(each)}</span>
      </p>
      <NamedInFile suggestionId={each.id} />
      <SuggestionWording {...each} />
      <p className={styles.who}>
        {each.decider?.country && <CountryBadge country={each.decider.country} />}
        <span>{t('decidedBy', { name: authors.person(each.decider), at: time.stamp(each.decidedAt) })}</span>
      </p>
      {each.reason !== null && (
        <p className={styles.given}>
          <span className={styles.what}>{t('reasonGiven')}</span> {each.reason}
        </p>
      )}
    </article>
  )
}
