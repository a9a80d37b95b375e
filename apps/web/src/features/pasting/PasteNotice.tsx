import { XMarkIcon } from '@navikt/aksel-icons'
import { useT } from '../../i18n/i18n.ts'
import { LossLines } from '../word-import/LossList.tsx'
import styles from './PasteNotice.module.css'
import type { Pasted } from './paste-guard.ts'

interface Props {
  readonly pasted: Exclude<Pasted, { kind: 'limite' }>
  readonly onClose: () => void
}

/** Says in sight of the text what of something pasted is not in it, and why. */
export function PasteNotice({ pasted, onClose }: Props) {
  const t = useT('markings')
  const tCommon = useT('common')
  const isRefused = pasted.kind === 'refused'
  return (
    <div
      className={styles.notice}
      role={isRefused ? 'alert' : 'status'}
      data-tone={isRefused ? 'danger' : 'warning'}
    >
      <div className={styles.words}>
        {pasted.kind === 'refused' && <p>{t('paste.refused', { marking: pasted.marking.name })}</p>}
        {pasted.kind === 'file' && <p>{t('paste.file')}</p>}
        {pasted.kind === 'lost' && (
          <>
            <p>
              <b>{t('paste.lost')}</b>
            </p>
            <LossLines losses={pasted.losses} />
            {pasted.losses.some(({ kind }) => kind === 'image') && <p>{t('paste.images')}</p>}
          </>
        )}
      </div>
      <button
        type="button"
        className="ds-button"
        data-variant="tertiary"
        data-color="neutral"
        data-size="sm"
        aria-label={tCommon('close')}
        title={tCommon('close')}
        onClick={onClose}
      >
        <XMarkIcon aria-hidden />
      </button>
    </div>
  )
}
