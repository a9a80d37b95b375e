import { type MandateState, mandateStates } from '@samsyn/domain'
import type { OwnPages } from '@samsyn/protocol'
import { useState } from 'react'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { CommandDialog } from '../position/CommandDialog.tsx'
import styles from './OwnPages.module.css'
import { type Pages, usePagesDeed } from './use-own-pages.ts'

interface Props {
  readonly at: Pages
  readonly pages: OwnPages
  readonly onClose: () => void
}

/** What the delegation says of its mandate. What the others are told of it is its lead's alone to change. */
export function MandateDialog({ at, pages, onClose }: Props) {
  const t = useT('pages')
  const countries = useCountryNames()
  const deed = usePagesDeed(at)
  // What was there when the dialog was opened: a change by somebody else meanwhile must not be written over unseen.
  const [before] = useState(pages)
  const [reference, setReference] = useState(before.mandate.reference)
  const [state, setState] = useState<MandateState>(before.mandate.state)
  const [isShared, setShared] = useState(before.mandate.isShared)
  const { share } = pages.may
  const isTold = before.mandate.isShared
  const states = mandateStates.filter(
    (each) => share || !isTold || (each === 'cleared') === (before.mandate.state === 'cleared'),
  )
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('mandate.of', { country: countries.name(at.country) })}
      confirm={t('mandate.confirm')}
      error={deed.error}
      isPending={deed.isPending}
      onConfirm={() =>
        deed.mutate(
          { kind: 'mandate', body: { changes: before.mandateLog.length, reference, state, isShared } },
          { onSuccess: onClose },
        )
      }
    >
      <SelectField
        label={t('mandate.stateLabel')}
        value={state}
        onValue={setState}
        options={states.map((each) => ({ value: each, label: t(`mandate.state.${each}`) }))}
      />
      <TextField
        label={t('mandate.reference')}
        hint={t('mandate.referenceHint')}
        value={reference}
        onValue={setReference}
        maxLength={200}
      />
      {share ? (
        <label className={styles.check}>
          <input
            type="checkbox"
            className="ds-input"
            checked={isShared}
            onChange={(event) => setShared(event.target.checked)}
          />
          <span>
            {t('mandate.share')}
            <span className={styles.quiet}>
              {t(state === 'cleared' ? 'mandate.shareInPlace' : 'mandate.sharePending')}
            </span>
          </span>
        </label>
      ) : (
        <p className={styles.quiet}>{t(isTold ? 'mandate.leadTells' : 'mandate.leadMayTell')}</p>
      )}
    </CommandDialog>
  )
}
