import { Dialog } from '@digdir/designsystemet-react'
import { countries as countriesByCode } from '@samsyn/domain'
import type { DocJson } from '@samsyn/editor'
import type { OwnPages } from '@samsyn/protocol'
import { type ReactNode, useId, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { DocumentView } from '../reading/DocumentView.tsx'
import { OnlyMark } from './OnlyMark.tsx'
import styles from './OwnPages.module.css'
import { type Pages, usePagesDeed, usePagesVersion } from './use-own-pages.ts'

interface Props {
  readonly at: Pages
  readonly pages: OwnPages
}

/** What was kept of the pages and made of the mandate, newest first; and the way to keep another version. */
export function KeptVersions({ at, pages }: Props) {
  const t = useT('pages')
  const [isOpen, setOpen] = useState(false)
  const [isKeeping, setKeeping] = useState(false)
  return (
    <div className={styles.kept}>
      <button
        type="button"
        className="ds-button"
        data-variant="tertiary"
        data-size="sm"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t('history.button', { count: pages.versions.length })}
      </button>
      {pages.may.write && (
        <button
          type="button"
          className="ds-button"
          data-variant="tertiary"
          data-size="sm"
          aria-haspopup="dialog"
          onClick={() => setKeeping(true)}
        >
          {t('keep.button')}
        </button>
      )}
      {isOpen && <History at={at} pages={pages} onClose={() => setOpen(false)} />}
      {isKeeping && <KeepDialog at={at} onClose={() => setKeeping(false)} />}
    </div>
  )
}

function KeepDialog({ at, onClose }: { readonly at: Pages; readonly onClose: () => void }) {
  const t = useT('pages')
  const deed = usePagesDeed(at)
  const [note, setNote] = useState('')
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('keep.title')}
      confirm={t('keep.confirm')}
      error={deed.error}
      isPending={deed.isPending}
      onConfirm={() => deed.mutate({ kind: 'keep', body: { note } }, { onSuccess: onClose })}
    >
      <p>{t('keep.text')}</p>
      <TextField label={t('keep.note')} value={note} onValue={setNote} maxLength={500} />
    </CommandDialog>
  )
}

function History({ at, pages, onClose }: Props & { readonly onClose: () => void }) {
  const t = useT('pages')
  const time = useTime()
  const [shown, setShown] = useState<number | null>(null)
  const entries = [
    ...pages.versions.map((version) => ({ kind: 'version', at: version.keptAt, version }) as const),
    ...pages.mandateLog.map((mandate) => ({ kind: 'mandate', at: mandate.at, mandate }) as const),
  ].sort((one, other) => other.at.localeCompare(one.at))
  if (shown !== null) {
    return (
      <PagesDialog at={at} title={t('history.version', { number: shown })} onClose={onClose}>
        <button
          type="button"
          className="ds-button"
          data-variant="tertiary"
          data-size="sm"
          onClick={() => setShown(null)}
        >
          {t('history.back')}
        </button>
        <VersionText at={at} number={shown} />
      </PagesDialog>
    )
  }
  return (
    <PagesDialog at={at} title={t('history.title')} onClose={onClose}>
      {entries.length === 0 && <p className={styles.quiet}>{t('history.empty')}</p>}
      <ol className={styles.history}>
        {entries.map((entry) => (
          <li key={`${entry.kind} ${entry.at}`}>
            {entry.kind === 'version' ? (
              <>
                <button type="button" className={styles.open} onClick={() => setShown(entry.version.number)}>
                  {t('history.version', { number: entry.version.number })}
                </button>
                {entry.version.note && <span>{entry.version.note}</span>}
              </>
            ) : (
              <>
                <span className={styles.fact}>
                  {t('history.mandate', { state: t(`mandate.state.${entry.mandate.state}`) })}
                </span>
                {entry.mandate.reference && <span>{entry.mandate.reference}</span>}
              </>
            )}
            <span className={styles.quiet}>
              {entry.kind === 'version' ? entry.version.keptBy.name : entry.mandate.person.name}
              {' · '}
              <time dateTime={entry.at}>{time.stamp(entry.at)}</time>
            </span>
          </li>
        ))}
      </ol>
    </PagesDialog>
  )
}

function VersionText({ at, number }: { readonly at: Pages; readonly number: number }) {
  const version = usePagesVersion(at, number)
  if (version.isPending) return <LoadingState />
  if (version.isError) return <ErrorState error={version.error} onRetry={() => void version.refetch()} />
  // Of the schema: it was read through it when it was kept.
  const doc = version.data.doc as unknown as DocJson
  return <DocumentView doc={doc} lang={countriesByCode[at.country].language} />
}

function PagesDialog({
  at,
  title,
  onClose,
  children,
}: {
  readonly at: Pages
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const tCommon = useT('common')
  const titleId = useId()
  return (
    <Dialog
      open
      onClose={onClose}
      closedby="any"
      closeButton={tCommon('close')}
      aria-labelledby={titleId}
      className={styles.dialog}
    >
      <OnlyMark country={at.country} />
      <h2 id={titleId}>{title}</h2>
      {children}
    </Dialog>
  )
}
