import { partiesWhoRead } from '@samsyn/domain'
import type { PositionDetail } from '@samsyn/protocol'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { LimiteFields } from '../markings/LimiteFields.tsx'
import { limiteRefused } from '../markings/limite-refused.ts'
import { useLimite } from '../markings/use-limite.ts'
import type { Pages } from '../own-pages/use-own-pages.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { useProposalWords } from '../proposals/use-proposal-words.ts'
import styles from './Contributions.module.css'
import { type PreparedSet, useContributionDeed } from './use-contribution-sets.ts'

interface Props {
  readonly position: PositionDetail
  readonly at: Pages
  /** As its lead saw it when the dialog was opened: nothing else is sent. */
  readonly seen: PreparedSet
  /** As it is by now; shown once what was seen could not be sent. */
  readonly now: PreparedSet | null
  readonly onClose: () => void
  /** Instead of that, once it has been done. */
  readonly onDone: () => void
}

/** Asks its lead once before the others see a contribution: what they will see, and who. */
export function SendDialog({ position, at, seen, now, onClose, onDone }: Props) {
  const t = useT('contributions')
  const tProposals = useT('proposals')
  const countries = useCountryNames()
  const words = useProposalWords()
  const deed = useContributionDeed(at)
  const set = (deed.isError && now) || seen
  const { points } = set
  const said = points.flatMap(({ text, explanation }) => [text, explanation])
  const question = useLimite(position, { text: limiteRefused(deed.error, said, position), source: 'typed' })
  const isShared = position.status !== 'draft'
  const others = partiesWhoRead(position).filter((country) => country !== at.country)
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('send.title', { country: countries.name(at.country) })}
      confirm={t('send.confirm', { count: points.length })}
      error={question.error ?? deed.error}
      isPending={question.isPending || deed.isPending}
      onConfirm={() =>
        question.record(() =>
          deed.mutate({ kind: 'send', set, seenAsShared: isShared }, { onSuccess: onDone }),
        )
      }
    >
      <p>
        <b>
          {isShared ? t('send.readers', { countries: countries.list(others) }) : t('send.readersUnshared')}
        </b>
      </p>
      <p>{t('send.whose', { country: countries.name(at.country) })}</p>
      {/* Scrolls when long, and must then be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region */}
      <ol tabIndex={0} aria-label={t('count', { count: points.length })} className={styles.toSend}>
        {points.map((point) => (
          <li key={point.id}>
            {words.line({ ...point, quote: point.anchor.quote })}
            {point.explanation !== '' && (
              <span className={styles.why}>
                {tProposals('why')} {point.explanation}
              </span>
            )}
          </li>
        ))}
      </ol>
      <p>{t('send.frozen')}</p>
      <LimiteFields position={position} question={question} />
    </CommandDialog>
  )
}
