import type { CountryCode } from '@samsyn/domain'
import type { PositionDetail, RoundDetail, VersionDetail } from '@samsyn/protocol'
import { type ReactNode, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { ReasonField } from '../position/ReasonField.tsx'
import { SigningPlace } from './SigningPlace.tsx'
import styles from './SignOff.module.css'
import type { GivenAct } from './signing.ts'
import { useDoAct } from './use-do-act.ts'

interface Props {
  readonly position: PositionDetail
  readonly version: VersionDetail
  /** The round that it is about, or that the final text came of. */
  readonly round: RoundDetail
  readonly country: CountryCode
  /** The final text that it is about; null before there is one. */
  readonly releaseId: string | null
  /** What the button says, and the one that confirms it. */
  readonly action: string
  /** What the dialog is called, where that is another than the button. */
  readonly title?: string
  readonly tone: 'seal' | 'danger'
  readonly emphasis?: 'primary' | 'secondary'
  /** Whether it needs a reason in words. */
  readonly needsReason?: boolean
  /** What is done, with the reason that was written. */
  readonly given: (reason: string) => GivenAct
  /** Its dialog was opened, or is closed. */
  readonly onOpen?: (isOpen: boolean) => void
  readonly onDone?: () => void
  /** What whoever acts needs to know, in the dialog. */
  readonly children: ReactNode
}

/** A button for what a country does beside answering, and the dialog in which it is done: signed as a decision is. */
export function SignedAct({
  action,
  title = action,
  tone,
  emphasis = 'secondary',
  needsReason = false,
  given,
  onOpen,
  onDone,
  children,
  ...seen
}: Props) {
  const t = useT('version')
  const { state, act, leave } = useDoAct(seen)
  const [isOpen, setIsOpen] = useState(false)
  const setOpen = (opened: boolean) => {
    setIsOpen(opened)
    onOpen?.(opened)
  }
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const { deputyFor } = seen.position
  return (
    <>
      <SigningPlace>
        <div className={styles.buttons}>
          <button
            type="button"
            className="ds-button"
            data-variant={emphasis}
            data-color={tone}
            onClick={() => setOpen(true)}
          >
            {action}
          </button>
        </div>
      </SigningPlace>
      <CommandDialog
        {...state}
        isOpen={isOpen}
        onClose={() => {
          leave()
          setOpen(false)
        }}
        title={title}
        confirm={action}
        tone={tone}
        onConfirm={() => {
          setAsked(true)
          if (needsReason && reason.trim() === '') return
          act(given(reason), () => {
            setOpen(false)
            onDone?.()
          })
        }}
      >
        {children}
        {deputyFor && <p>{t('decide.asDeputy', { lead: deputyFor.name })}</p>}
        {needsReason && (
          <ReasonField label={t('object.reason')} value={reason} onValue={setReason} isAsked={isAsked} />
        )}
      </CommandDialog>
    </>
  )
}
