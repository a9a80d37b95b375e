import type { CountryCode } from '@samsyn/domain'
import type { CorrigendumDetail, PositionDetail, RoundDetail, VersionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { ReasonField } from '../position/ReasonField.tsx'
import { CorrigendumWords } from './CorrigendumWords.tsx'
import { SigningPlace } from './SigningPlace.tsx'
import { useDoAct } from './use-do-act.ts'

interface Props {
  readonly corrigendum: CorrigendumDetail
  readonly position: PositionDetail
  readonly version: VersionDetail
  readonly round: RoundDetail
  readonly country: CountryCode
}

/** One's country's objection to a corrigendum, signed as its decision was. */
export function ObjectToCorrigendum({ corrigendum, position, version, round, country }: Props) {
  const t = useT('version')
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const { state, act, leave } = useDoAct({
    position,
    version,
    round,
    country,
    releaseId: corrigendum.release.id,
  })
  return (
    <>
      <SigningPlace>
        <button
          type="button"
          className="ds-button"
          data-variant="secondary"
          data-color="danger"
          onClick={() => setOpen(true)}
        >
          {t('corrigenda.object')}
        </button>
      </SigningPlace>
      <CommandDialog
        {...state}
        isOpen={isOpen}
        onClose={() => {
          leave()
          setOpen(false)
        }}
        title={t('corrigenda.objectTitle')}
        confirm={t('corrigenda.object')}
        tone="danger"
        onConfirm={() => {
          setAsked(true)
          if (reason.trim() !== '')
            act({ kind: 'object_to_corrigendum', corrigendum, reason }, () => setOpen(false))
        }}
      >
        <p>{t('corrigenda.objectText')}</p>
        <CorrigendumWords corrigendum={corrigendum} language={version.draftingLanguage} />
        {position.deputyFor && <p>{t('decide.asDeputy', { lead: position.deputyFor.name })}</p>}
        <ReasonField label={t('object.reason')} value={reason} onValue={setReason} isAsked={isAsked} />
      </CommandDialog>
    </>
  )
}
