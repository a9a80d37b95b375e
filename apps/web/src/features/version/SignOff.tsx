import { partyFormula } from '@samsyn/domain'
import type { PositionDetail, RoundDetail, VersionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { ApiError } from '../../app/api.ts'
import { usePositionCommand } from '../../app/queries.ts'
import { usePerson } from '../../app/session-context.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { TextField } from '../../ui/TextField.tsx'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { decisionsByCountry } from './decisions.ts'
import styles from './VersionPage.module.css'

interface Props {
  readonly position: PositionDetail
  readonly version: VersionDetail
  readonly round: RoundDetail
}

/** Agreeing or objecting for one's country, on exactly this version and hash; a change of mind is a new decision. */
export function SignOff({ position, version, round }: Props) {
  const t = useT('version')
  const time = useTime()
  const names = useCountryNames()
  const { country } = usePerson()
  const [answer, setAnswer] = useState<'agree' | 'object' | null>(null)
  if (!country) return null
  const own = decisionsByCountry(round).get(country)
  const close = () => setAnswer(null)
  return (
    <section id="decide" className={styles.decide} tabIndex={-1}>
      <h2>{t('decide.title', { country: names.name(country) })}</h2>
      {own ? (
        <p>
          {t(own.value.kind === 'object' ? 'decide.haveObjected' : 'decide.haveAgreed', {
            at: time.stamp(own.at),
          })}
        </p>
      ) : (
        <p>{t('decide.text', { number: version.number })}</p>
      )}
      <p className={styles.formula} lang={version.draftingLanguage}>
        {partyFormula(round.parties, version.draftingLanguage)}
      </p>
      <p className={styles.quiet}>{t('decide.formula')}</p>
      <div className={styles.buttons}>
        <button
          type="button"
          className="ds-button"
          data-variant={own?.value.kind === 'agree' ? 'secondary' : 'primary'}
          data-color="seal"
          disabled={own?.value.kind === 'agree'}
          onClick={() => setAnswer('agree')}
        >
          {t('decide.agree')}
        </button>
        <button
          type="button"
          className="ds-button"
          data-variant="secondary"
          data-color="danger"
          onClick={() => setAnswer('object')}
        >
          {t('decide.object')}
        </button>
      </div>
      <AgreeDialog {...{ position, version, round }} isOpen={answer === 'agree'} onClose={close} />
      <ObjectDialog {...{ position, version, round }} isOpen={answer === 'object'} onClose={close} />
    </section>
  )
}

type DialogProps = Props & { readonly isOpen: boolean; readonly onClose: () => void }

function useDecision({ position, version, round, onClose }: DialogProps) {
  const command = usePositionCommand('giveDecision', position.id)
  const give = (value: Parameters<typeof command.mutate>[0]['value']) =>
    command.mutate(
      { roundId: round.id, versionNumber: version.number, contentHash: version.contentHash, value },
      { onSuccess: onClose },
    )
  return { command, give }
}

function AgreeDialog(props: DialogProps) {
  const t = useT('version')
  const { command, give } = useDecision(props)
  return (
    <CommandDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={t('agree.title', { number: props.version.number })}
      confirm={t('decide.agree')}
      tone="seal"
      error={command.error}
      isPending={command.isPending}
      onConfirm={() => give({ kind: 'agree' })}
    >
      <p>{t('agree.text')}</p>
      <Signed {...props} />
    </CommandDialog>
  )
}

function ObjectDialog(props: DialogProps) {
  const t = useT('version')
  const errorText = useErrorText()
  const { command, give } = useDecision(props)
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  return (
    <CommandDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={t('object.title', { number: props.version.number })}
      confirm={t('decide.object')}
      tone="danger"
      error={command.error}
      isPending={command.isPending}
      onConfirm={() => {
        setMissing(reason.trim() === '')
        if (reason.trim() !== '') give({ kind: 'object', reason })
      }}
    >
      <p>{t('object.text')}</p>
      <Signed {...props} />
      <TextField
        label={t('object.reason')}
        value={reason}
        onValue={setReason}
        isLong
        maxLength={2000}
        required
        error={isMissing && reason.trim() === '' ? errorText(new ApiError('reason_required')) : null}
      />
    </CommandDialog>
  )
}

/** What exactly is decided on, named as it is stored with the decision. */
function Signed({ position, version }: Props) {
  const t = useT('version')
  return (
    <dl className={styles.signed}>
      <div>
        <dt>{t('signed.position')}</dt>
        <dd lang={version.draftingLanguage}>{position.title}</dd>
      </div>
      <div>
        <dt>{t('signed.version')}</dt>
        <dd>
          {version.number} · <code>{version.contentHash.slice(0, 16)}</code>
        </dd>
      </div>
    </dl>
  )
}
