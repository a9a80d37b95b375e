import type { Proposal } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import styles from '../suggestions/Suggestions.module.css'
import { SuggestionWording } from '../suggestions/SuggestionWording.tsx'

/** What a proposal takes out and puts in. */
export function ProposalWording({
  kind,
  text,
  anchor: { quote },
}: Pick<Proposal, 'kind' | 'text' | 'anchor'>) {
  const t = useT('proposals')
  if (kind === 'replace') return <SuggestionWording deleted={quote} inserted={text} formatted="" />
  return (
    <span className={styles.wording}>
      <span>
        <span className={styles.what}>{t(`put.${kind}`, { quote })}</span> <ins>{text}</ins>
      </span>
    </span>
  )
}
