import type { OpenSpill, PositionDetail } from '@samsyn/protocol'
import { useId, useState } from 'react'
import { usePositionCommand } from '../../app/queries.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { ReasonField } from '../position/ReasonField.tsx'
import styles from './Spill.module.css'

interface Props {
  readonly position: PositionDetail
  readonly spill: OpenSpill
  readonly onClose: () => void
}

/** Removes for good what came after a version of a locked text, or all of it: says what goes and what stays, and asks to be sure. */
export function PurgeDialog({ position, spill, onClose }: Props) {
  const t = useT('spill')
  const countries = useCountryNames()
  const time = useTime()
  const id = useId()
  const command = usePositionCommand('purgeSpill', position.id, { spillId: spill.id })
  const { versions, country } = spill
  const [version, setVersion] = useState<number | null | undefined>(versions.length === 0 ? null : undefined)
  const [reason, setReason] = useState('')
  const [isSure, setSure] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const confirm = () => {
    setAsked(true)
    if (version === undefined || reason.trim() === '' || !isSure) return
    command.mutate({ version, reason, isAsked: isAskedOfOthers }, { onSuccess: onClose })
  }
  const isJoint = country === null
  const signers =
    version === undefined
      ? []
      : version === null
        ? spill.signers
        : (versions.find(({ number }) => number === version)?.signers ?? [])
  const isAskedOfOthers = signers.length > 0 && spill.isAnybodyToConfirm
  const choices = versions.map(({ number, name, at }) => ({
    value: number,
    label: t(name === '' ? 'purge.version' : 'purge.named', { number, name, at: time.stamp(at) }),
  }))
  const isChoiceMissing = isAsked && version === undefined
  const isSureMissing = isAsked && !isSure
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('purge.title')}
      confirm={t(isAskedOfOthers ? 'purge.askButton' : 'purge.confirm')}
      tone="danger"
      size="wide"
      error={command.error}
      isPending={command.isPending}
      onConfirm={confirm}
    >
      {versions.length === 0 ? (
        <p>{t(isJoint ? 'purge.noVersions' : 'purge.noPagesVersions')}</p>
      ) : (
        <>
          <p>{t('purge.text')}</p>
          <fieldset className={styles.places} aria-describedby={isChoiceMissing ? `${id}-choice` : undefined}>
            <legend>{t('purge.keep')}</legend>
            <div className={styles.versions}>
              {[...choices, { value: null, label: t('purge.nothing') }].map(({ value, label }) => (
                <label key={value ?? 'nothing'} className={styles.place}>
                  <input
                    type="radio"
                    className="ds-input"
                    name={id}
                    aria-invalid={isChoiceMissing || undefined}
                    checked={version === value}
                    onChange={() => setVersion(value)}
                  />
                  {label}
                </label>
              ))}
            </div>
            {isChoiceMissing && (
              <p id={`${id}-choice`} className={styles.missing}>
                {t('purge.keepMissing')}
              </p>
            )}
          </fieldset>
        </>
      )}
      <dl className={styles.consequences}>
        <dt>{t('purge.goes')}</dt>
        <dd>{t(isJoint ? 'purge.goesJoint' : 'purge.goesPages')}</dd>
        {version !== null && (
          <>
            <dt>{t('purge.stays')}</dt>
            <dd>{t(isJoint ? 'purge.staysJoint' : 'purge.staysPages')}</dd>
          </>
        )}
      </dl>
      {/* Read out when another version is chosen. */}
      <div role="status">
        {signers.length > 0 && (
          <p className={styles.signers}>
            {t(isAskedOfOthers ? 'purge.asks' : 'purge.alone', { countries: countries.list(signers) })}
          </p>
        )}
      </div>
      <p>{t('purge.copies')}</p>
      <ReasonField
        label={t('purge.reason')}
        hint={t('purge.reasonHint')}
        value={reason}
        onValue={setReason}
        isAsked={isAsked}
        maxLength={500}
      />
      <label className={styles.place}>
        <input
          type="checkbox"
          className="ds-input"
          checked={isSure}
          aria-invalid={isSureMissing || undefined}
          aria-describedby={isSureMissing ? `${id}-sure` : undefined}
          onChange={(event) => setSure(event.target.checked)}
        />
        {t('purge.sure')}
      </label>
      {isSureMissing && (
        <p id={`${id}-sure`} className={styles.missing}>
          {t('purge.sureMissing')}
        </p>
      )}
      <p role="status" className={styles.running}>
        {command.isPending && !isAskedOfOthers && t('purge.running')}
      </p>
    </CommandDialog>
  )
}
