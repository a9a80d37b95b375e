import { type CountryCode, hasPassage, needsWords } from '@samsyn/domain'
import { type DocJson, plainText } from '@samsyn/editor'
import type { PositionDetail, RoundDetail, VersionDetail } from '@samsyn/protocol'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { ApiError } from '../../app/api.ts'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { ReasonField } from '../position/ReasonField.tsx'
import { PassageField } from './PassageField.tsx'
import { passageFault } from './passage-fault.ts'
import { type DraftReservation, ReservationFields } from './ReservationFields.tsx'
import { Signed } from './Signed.tsx'
import type { GivenDecision } from './signing.ts'
import { useGiveDecision } from './use-give-decision.ts'
import { useSigningErrorText } from './use-signing-error-text.ts'

/** An answer that is being given. */
export type Answer = 'agree' | 'reserve' | 'object' | 'amend' | 'stayOut' | 'objectLate' | 'withdraw'

interface Props {
  readonly position: PositionDetail
  readonly version: VersionDetail
  /** The round in which the answer was begun: what is decided on does not change under one's hands, what others answer in it does. */
  readonly round: RoundDetail
  readonly country: CountryCode
  readonly answer: Answer | null
  /** The round has ended since: no decision can be given any more, and what was typed stays. */
  readonly isOver: boolean
  readonly onClose: () => void
}

/** The steps that confirm a decision. Kept while somebody answers, whatever happens to the round meanwhile. */
export function DecisionDialogs(props: Props) {
  return (
    <>
      <AgreeDialog {...props} />
      <ReserveDialog {...props} />
      <ObjectDialog {...props} kind="object" />
      <AmendDialog {...props} />
      <StayOutDialog {...props} />
      <ObjectDialog {...props} kind="late_objection" />
      <ObjectDialog {...props} kind="withdraw_support" />
    </>
  )
}

function useDecision({ position, version, round, country, isOver, onClose }: Props) {
  const { mutate, reset, error, isPending, isSuccess } = useGiveDecision({
    position,
    version,
    round,
    country,
  })
  const errorText = useSigningErrorText()
  const asking = useRef<AbortController | null>(null)
  const callOff = useCallback(() => asking.current?.abort(), [])
  useEffect(() => callOff, [callOff])
  return {
    isPending,
    error: error ?? (isOver && !isPending && !isSuccess ? new ApiError('round_not_open') : null),
    errorText,
    give: (chosen: GivenDecision) => {
      asking.current = new AbortController()
      const { signal } = asking.current
      mutate(
        { chosen, signal },
        {
          onSuccess: () => {
            reset()
            onClose()
          },
        },
      )
    },
    close: () => {
      callOff()
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
      <SignedInFull {...props} value={{ kind: 'agree' }} />
    </CommandDialog>
  )
}

const emptyReservation: DraftReservation = { type: 'scrutiny', text: '', passage: null }

function ReserveDialog(props: Props) {
  const t = useT('version')
  const { give, close, ...state } = useDecision(props)
  const [reservation, setReservation] = useState<DraftReservation>(emptyReservation)
  const [isAsked, setAsked] = useState(false)
  // The route's schema only says that it is a document; the stored text was checked against the editor's schema.
  const doc = props.version.doc as unknown as DocJson
  const passage = reservation.type === 'general' ? null : reservation.passage
  const fault = useMemo(() => (passage === null ? null : passageFault(doc, passage)), [doc, passage])
  const value = { kind: 'agree_with_reservation', ...reservation, passage } as const
  const isComplete = fault === null && (reservation.text.trim() !== '' || !needsWords(value))
  return (
    <CommandDialog
      {...state}
      isOpen={props.answer === 'reserve'}
      onClose={close}
      title={t('reserve.title', { number: props.version.number })}
      confirm={t('decide.reserve')}
      tone="seal"
      size="wide"
      onConfirm={() => {
        setAsked(true)
        if (isComplete) give(value)
      }}
    >
      <p>{t('reserve.text')}</p>
      <ReservationFields
        value={reservation}
        onValue={setReservation}
        effects={props.round.reservationEffects}
        passageFault={fault}
        isAsked={isAsked}
      />
      <SignedInFull {...props} value={value} />
    </CommandDialog>
  )
}

function AmendDialog(props: Props) {
  const t = useT('version')
  const { give, close, ...state } = useDecision(props)
  const [passage, setPassage] = useState('')
  const [text, setText] = useState('')
  const [isAsked, setAsked] = useState(false)
  const versionText = useMemo(() => plainText(props.version.doc as unknown as DocJson), [props.version.doc])
  const isThere = hasPassage(versionText, passage)
  return (
    <CommandDialog
      {...state}
      isOpen={props.answer === 'amend'}
      onClose={close}
      title={t('amend.title', { number: props.version.number })}
      confirm={t('decide.amend')}
      tone="danger"
      size="wide"
      onConfirm={() => {
        setAsked(true)
        if (isThere && text.trim() !== '') give({ kind: 'propose_amendment', passage, text })
      }}
    >
      <p>{t(props.round.kind === 'silence' ? 'object.breaksSilence' : 'amend.counts')}</p>
      <PassageField
        value={passage}
        onValue={setPassage}
        error={isAsked && !isThere ? t('reserve.wordsWrong') : null}
      />
      <ReasonField
        label={t('amend.text')}
        value={text}
        onValue={setText}
        isAsked={isAsked}
        maxLength={4000}
      />
      <SignedInFull {...props} value={null} />
    </CommandDialog>
  )
}

function StayOutDialog(props: Props) {
  const t = useT('version')
  const { give, close, ...state } = useDecision(props)
  return (
    <CommandDialog
      {...state}
      isOpen={props.answer === 'stayOut'}
      onClose={close}
      title={t('stayOut.title', { number: props.version.number })}
      confirm={t('decide.stayOut')}
      tone="danger"
      onConfirm={() => give({ kind: 'not_participating' })}
    >
      <p>{t('stayOut.text')}</p>
      <SignedInFull {...props} value={{ kind: 'not_participating' }} />
    </CommandDialog>
  )
}

/** An objection, before the deadline or late, or support that is withdrawn: a reason in words, and nothing that the text would stand on. */
function ObjectDialog({
  kind,
  ...props
}: Props & { readonly kind: 'object' | 'late_objection' | 'withdraw_support' }) {
  const t = useT('version')
  const { give, close, ...state } = useDecision(props)
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const { number } = props.version
  const { answer, title, confirm, text } = {
    object: {
      answer: 'object',
      title: t('object.title', { number }),
      confirm: t('decide.object'),
      text: t(props.round.kind === 'silence' ? 'object.breaksSilence' : 'object.text'),
    },
    late_objection: {
      answer: 'objectLate',
      title: t('late.title', { number }),
      confirm: t('late.action'),
      text: t('late.text'),
    },
    withdraw_support: {
      answer: 'withdraw',
      title: t('withdrawBefore.title', { number }),
      confirm: t('withdrawSupport.action'),
      text: t('withdrawBefore.text'),
    },
  }[kind]
  return (
    <CommandDialog
      {...state}
      isOpen={props.answer === answer}
      onClose={close}
      title={title}
      confirm={confirm}
      tone="danger"
      onConfirm={() => {
        setAsked(true)
        if (reason.trim() !== '') give({ kind, reason })
      }}
    >
      <p>{text}</p>
      <SignedInFull {...props} value={null} />
      <ReasonField label={t('object.reason')} value={reason} onValue={setReason} isAsked={isAsked} />
    </CommandDialog>
  )
}

function SignedInFull({
  position,
  version,
  round,
  country,
  value,
}: Props & { readonly value: GivenDecision | null }) {
  return <Signed {...{ version, round, country, value }} title={position.title} />
}
