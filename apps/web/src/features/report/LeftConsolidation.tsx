import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { OutcomeTag } from './OutcomeTag.tsx'
import { Words } from './ReportCard.tsx'
import styles from './Reports.module.css'
import { type ConsolidationDraft, followUpsOf } from './report-draft.ts'
import { SaidList } from './SaidField.tsx'
import { useBegunConsolidation, useDropConsolidation } from './use-kept-consolidation.ts'

/** What is on this device of a consolidation that whoever began it may not finish any more; nothing where there is nothing. */
export function LeftConsolidation({
  positionId,
  shown,
  onDone,
}: {
  readonly positionId: string
  /** How its words are shown; null where they are no longer this person's to read. */
  readonly shown: { readonly isChathamHouse: boolean } | null
  readonly onDone?: () => void
}) {
  const t = useT('report')
  const begun = useBegunConsolidation(positionId)
  const drop = useDropConsolidation(positionId)
  if (!begun) return null
  return (
    <section className={styles.consolidation} aria-labelledby="left">
      <header className={styles.reportHead}>
        <h2 id="left">{t('consolidation.left')}</h2>
        {shown && begun.outcome && <OutcomeTag outcome={begun.outcome} />}
      </header>
      <p className={styles.text}>
        {t('consolidation.leftText')} {shown && t('consolidation.leftCopy')}
      </p>
      {shown && <LeftWords draft={begun} isChathamHouse={shown.isChathamHouse} />}
      <div className={styles.buttons}>
        <button
          type="button"
          className="ds-button"
          data-variant="secondary"
          onClick={() => void drop().then(onDone, onDone)}
        >
          {t('consolidation.discard')}
        </button>
      </div>
    </section>
  )
}

function LeftWords({
  draft,
  isChathamHouse,
}: {
  readonly draft: ConsolidationDraft
  readonly isChathamHouse: boolean
}) {
  const t = useT('report')
  const names = useCountryNames()
  const time = useTime()
  const followUps = followUpsOf(draft.followUps).map(({ action, owner, due }) =>
    [
      action,
      names.name(owner),
      ...(due === null ? [] : [t('followUps.dueOn', { date: time.date(`${due}T12:00:00.000Z`) })]),
    ].join(' · '),
  )
  return (
    <>
      <Words title={t('conclusion')} text={draft.conclusion} />
      <Words title={t('consolidation.dividingLine')} text={draft.dividingLine} />
      <Words title={t('consolidation.nextStep')} text={draft.nextStep} />
      {!isChathamHouse && draft.said.length > 0 && <SaidList said={draft.said} />}
      <Words title={t('followUps.title')} text={followUps.join('\n')} />
    </>
  )
}
