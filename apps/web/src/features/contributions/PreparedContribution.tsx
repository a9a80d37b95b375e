import { ChevronDownIcon, ChevronUpIcon } from '@navikt/aksel-icons'
import type { PositionDetail } from '@samsyn/protocol'
import type { Editor } from '@tiptap/core'
import { useEffect, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useT } from '../../i18n/i18n.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { useKey } from '../../ui/use-key.ts'
import { keyText } from '../drafting/toolbar/toolbar-items.ts'
import type { Pages } from '../own-pages/use-own-pages.ts'
import { type BegunProposal, beginProposal, ProposalForm, proposalAgain } from '../proposals/ProposalForm.tsx'
import styles from './Contributions.module.css'
import { DiscardDialog } from './DiscardDialog.tsx'
import { PointList } from './PointList.tsx'
import { SendDialog } from './SendDialog.tsx'
import { SentSummary } from './SentSummary.tsx'
import { useAskedContribution } from './use-asked-contribution.ts'
import { type PreparedSet, useContributionDeed, useContributionSets } from './use-contribution-sets.ts'

/** A point that is being written; kept while somebody looks at the joint text instead. */
export interface BegunPoint {
  /** Null for a new one. */
  readonly pointId: string | null
  readonly proposal: BegunProposal
}

/** What a delegation's own pages know of the joint text. */
export interface Joint {
  /** Null until it has come. */
  readonly editor: Editor | null
  readonly onGo: (place: { readonly from: number; readonly to: number }) => void
  readonly begun: BegunPoint | null
  readonly onBegun: (begun: BegunPoint | null) => void
}

interface Props {
  readonly position: PositionDetail
  readonly at: Pages
  readonly joint: Joint
  /** Whether the person writes on these pages now, and whether they tell the others of them. */
  readonly mayPrepare: boolean
  readonly isLead: boolean
}

/** On a delegation's own pages: what it prepares for the joint text, and what became of what it sent. */
export function PreparedContribution({
  position,
  at,
  joint: { editor, onGo, begun, onBegun },
  mayPrepare,
  isLead,
}: Props) {
  const t = useT('contributions')
  const bodyId = useId()
  const toggle = useRef<HTMLButtonElement>(null)
  const adding = useRef<HTMLButtonElement>(null)
  const asked = useAskedContribution(position)
  const [isOpen, setOpen] = useState(begun !== null || asked === at.country)
  const [sending, setSending] = useState<PreparedSet | null>(null)
  const [discarding, setDiscarding] = useState<PreparedSet | null>(null)
  const { data, error, isPending, refetch } = useContributionSets(position.id)
  const deed = useContributionDeed(at)
  // What opened a dialog goes with what was sent or discarded: once the page is drawn without it, the focus is on what stays.
  const [turns, setTurns] = useState(0)
  useEffect(() => {
    if (turns > 0) toggle.current?.focus()
  }, [turns])
  const own = (data ?? []).filter(({ country }) => country === at.country)
  const prepared = own.find((set): set is PreparedSet => set.state === 'prepared') ?? null
  const sent = own.filter((set) => set.state !== 'prepared')
  const points = prepared?.points ?? []
  const add = () => {
    // A point that is just being changed is not pushed aside.
    if (!mayPrepare || !editor || (begun && begun.pointId !== null)) return
    setOpen(true)
    const proposal = beginProposal(editor)
    // What was said of a point does not go when another passage is chosen for it.
    const said = begun?.pointId === null ? begun.proposal : null
    const { text, explanation } = said ?? proposal
    onBegun({ pointId: null, proposal: { ...proposal, text, explanation } })
  }
  useKey({ letter: 'p', withAlt: true }, add)
  const leaveForm = () => {
    flushSync(() => onBegun(null))
    adding.current?.focus()
  }
  if (!data && isPending) return <LoadingState />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!mayPrepare && own.length === 0) return null
  return (
    <section className={styles.prepared} aria-label={t('title')}>
      <header className={styles.title}>
        <h2>
          <button
            ref={toggle}
            type="button"
            aria-expanded={isOpen}
            aria-controls={bodyId}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? <ChevronUpIcon aria-hidden /> : <ChevronDownIcon aria-hidden />}
            {t('title')}
          </button>
        </h2>
        <p role="status" className={styles.count}>
          {points.length > 0 && t('unsent', { count: points.length })}
        </p>
      </header>
      <div id={bodyId} hidden={!isOpen} className={styles.body}>
        {isOpen && (
          <>
            <p className={styles.quiet}>{t('what')}</p>
            {points.length === 0 && !begun && mayPrepare && <p className={styles.empty}>{t('empty')}</p>}
            <PointList
              points={points}
              joint={editor}
              isPending={deed.isPending}
              failed={deed.variables?.kind === 'remove' ? deed.error : null}
              onGo={onGo}
              onChange={
                prepared?.may.prepare && !begun
                  ? (point) => onBegun({ pointId: point.id, proposal: proposalAgain(point) })
                  : null
              }
              onRemove={(point) =>
                deed.mutate(
                  { kind: 'remove', pointId: point.id },
                  { onSuccess: () => adding.current?.focus() },
                )
              }
            />
            {begun && editor ? (
              <ProposalForm
                key={begun.pointId}
                label={t(begun.pointId === null ? 'form.add' : 'form.change')}
                readers={t('form.readers')}
                confirm={t(begun.pointId === null ? 'form.confirmAdd' : 'form.confirmChange')}
                editor={editor}
                begun={begun.proposal}
                isPassageFixed={begun.pointId !== null}
                onBegun={(proposal) => onBegun({ ...begun, proposal })}
                propose={({ anchor, ...body }) =>
                  deed.mutateAsync(
                    begun.pointId === null
                      ? { kind: 'add', body: { anchor, ...body } }
                      : { kind: 'change', pointId: begun.pointId, body },
                  )
                }
                onDone={leaveForm}
              />
            ) : (
              <div className={styles.actions}>
                {mayPrepare && (
                  <button
                    ref={adding}
                    type="button"
                    className="ds-button"
                    data-variant="secondary"
                    data-size="sm"
                    title={`${t('form.add')} (${keyText('Mod-Alt-p')})`}
                    disabled={!editor}
                    // The selection in the joint text is what the point is about.
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={add}
                  >
                    {t('form.add')}
                  </button>
                )}
                {prepared?.may.send && points.length > 0 && (
                  <button
                    type="button"
                    className="ds-button"
                    data-variant="primary"
                    data-size="sm"
                    aria-haspopup="dialog"
                    onClick={() => setSending(prepared)}
                  >
                    {t('send.button')}
                  </button>
                )}
                {prepared?.may.withdraw && points.length > 0 && (
                  <button
                    type="button"
                    className="ds-button"
                    data-variant="tertiary"
                    data-color="danger"
                    data-size="sm"
                    aria-haspopup="dialog"
                    onClick={() => setDiscarding(prepared)}
                  >
                    {t('discard.button')}
                  </button>
                )}
              </div>
            )}
            {points.length > 0 && mayPrepare && !prepared?.may.send && (
              <p className={styles.quiet}>{t(isLead ? 'send.closed' : 'send.leadOnly')}</p>
            )}
            {sent.map((set) => (
              <SentSummary key={set.id} at={at} set={set} />
            ))}
          </>
        )}
      </div>
      {sending && (
        <SendDialog
          position={position}
          at={at}
          seen={sending}
          now={prepared}
          onClose={() => setSending(null)}
          onDone={() => {
            setSending(null)
            setTurns(turns + 1)
          }}
        />
      )}
      {discarding && (
        <DiscardDialog
          at={at}
          seen={discarding}
          now={prepared}
          onClose={() => setDiscarding(null)}
          onDone={() => {
            setDiscarding(null)
            setTurns(turns + 1)
          }}
        />
      )}
    </section>
  )
}
