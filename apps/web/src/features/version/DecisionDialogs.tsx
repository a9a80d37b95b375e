import type { CountryCode } from '@samsyn/domain'
import type { PositionDetail, RoundDetail, VersionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { ApiError } from '../../app/api.ts'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { ReasonField } from '../position/ReasonField.tsx'
import { Signed } from './Signed.tsx'
import type { GivenDecision } from './signing.ts'
import { useGiveDecision } from './use-give-decision.ts'
import { useSigningErrorText } from './use-signing-error-text.ts'

/** An answer that is being given. */
export type Answer = 'agree' | 'object'

interface Props {
  readonly position: PositionDetail
  readonly version: VersionDetail
  /** The round as it was when the answer was begun: what is decided on does not change under one's hands. */
  readonly round: RoundDetail
  readonly country: CountryCode
  readonly answer: Answer | null
  /** The round has ended since: no decision can be given any more, and what was typed stays. */
  readonly isOver: boolean
  readonly onClose: () => void
  readonly onDecided: () => void
}

/** The steps that confirm a decision. Kept while somebody answers, whatever happens to the round meanwhile. */
export function DecisionDialogs(props: Props) {
  return (
    <>
      <AgreeDialog {...props} />
      <ObjectDialog {...props} />
    </>
  )
}

function useDecision({ position, version, round, country, isOver, onClose, onDecided }: Props) {
  const { mutate, reset, error, isPending, isSuccess } = useGiveDecision({
    position,
    version,
    round,
    country,
  })
  const errorText = useSigningErrorText()
  return {
    isPending,
    error: error ?? (isOver && !isPending && !isSuccess ? new ApiError('round_not_open') : null),
    errorText,
    give: (value: GivenDecision) =>
      mutate(value, {
        onSuccess: () => {
          reset()
          onDecided()
        },
      }),
    close: () => {
      reset()
      onClose()
    },
  }
}

function AgreeDialog(props: Props) {
  const t = useT('version')
  const { give, close, ...state } = useDecision(props)
  return (
    <CommandDialog
      {...state}
      isOpen={props.answer === 'agree'}
      onClose={close}
      title={t('agree.title', { number: props.version.number })}
      confirm={t('decide.agree')}
      tone="seal"
      onConfirm={() => give({ kind: 'agree' })}
    >
      <p>{t('agree.text')}</p>
      <SignedInFull {...props} />
    </CommandDialog>
  )
}

function ObjectDialog(props: Props) {
  const t = useT('version')
  const { give, close, ...state } = useDecision(props)
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  return (
    <CommandDialog
      {...state}
      isOpen={props.answer === 'object'}
      onClose={close}
      title={t('object.title', { number: props.version.number })}
      confirm={t('decide.object')}
      tone="danger"
      onConfirm={() => {
        setAsked(true)
        if (reason.trim() !== '') give({ kind: 'object', reason })
      }}
    >
      <p>{t('object.text')}</p>
      <SignedInFull {...props} withFormula={false} />
      <ReasonField label={t('object.reason')} value={reason} onValue={setReason} isAsked={isAsked} />
    </CommandDialog>
  )
}

function SignedInFull({
  position,
  version,
  round,
  country,
  withFormula = true,
}: Props & { readonly withFormula?: boolean }) {
  return <Signed {...{ version, round, country, withFormula }} title={position.title} />
}
