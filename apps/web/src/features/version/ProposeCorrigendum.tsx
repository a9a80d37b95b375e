import type { Language } from '@samsyn/domain'
import { type DocJson, sectionTitle, timesInSection } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { usePositionCommand } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { readDeadline, wallTimeOf } from '../../i18n/time.ts'
import { useTime } from '../../i18n/use-time.ts'
import { TextField } from '../../ui/TextField.tsx'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { DeadlineFields } from '../position/DeadlineFields.tsx'
import { ReasonField } from '../position/ReasonField.tsx'
import styles from './Corrigenda.module.css'

interface Props {
  readonly position: PositionDetail
  readonly releaseId: string
  /** The final text. */
  readonly doc: DocJson
  readonly language: Language
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Putting the correction of a slip before the leads: where, the words as released and as to be read, why, and until when. */
export function ProposeCorrigendum({ position, releaseId, doc, language, isOpen, onClose }: Props) {
  const t = useT('version')
  const time = useTime()
  const command = usePositionCommand('proposeCorrigendum', position.id)
  const earliest = position.corrigendumDeadline
  const [chosen, setDeadline] = useState<ReturnType<typeof wallTimeOf> | null>(null)
  const [sectionId, setSectionId] = useState(doc.content[0]?.attrs.id ?? '')
  const [passage, setPassage] = useState('')
  const [reading, setReading] = useState('')
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const section = doc.content.find(({ attrs }) => attrs.id === sectionId)
  const words = passage.trim()
  const stands = section !== undefined && timesInSection(section, words) === 1
  const isSame = reading.trim() === words
  if (earliest === null) return null
  const deadline = chosen ?? wallTimeOf(earliest)
  const instant = readDeadline(deadline)
  const isPast = instant !== null && Date.parse(instant) <= Date.now()
  const confirm = () => {
    setAsked(true)
    if (!stands || isSame || reason.trim() === '' || instant === null || isPast) return
    command.mutate(
      { releaseId, sectionId, passage: words, reading: reading.trim(), reason, deadline: instant },
      { onSuccess: onClose },
    )
  }
  return (
    <CommandDialog
      isOpen={isOpen}
      onClose={() => {
        command.reset()
        onClose()
      }}
      title={t('corrigenda.proposeTitle')}
      confirm={t('corrigenda.send')}
      error={command.error}
      isPending={command.isPending}
      onConfirm={confirm}
    >
      <p>{t('corrigenda.lead')}</p>
      <label className={styles.section}>
        {t('corrigenda.section')}
        <select
          className="ds-input"
          value={sectionId}
          lang={language}
          onChange={({ target }) => setSectionId(target.value)}
        >
          {doc.content.map((each) => (
            <option key={each.attrs.id} value={each.attrs.id}>
              {sectionTitle(each)}
            </option>
          ))}
        </select>
      </label>
      <TextField
        label={t('corrigenda.passage')}
        hint={t('corrigenda.passageHint')}
        value={passage}
        onValue={setPassage}
        error={isAsked && !stands ? t('corrigenda.passageWrong') : null}
        maxLength={300}
        lang={language}
        required
      />
      <TextField
        label={t('corrigenda.reading')}
        hint={t('corrigenda.readingHint')}
        value={reading}
        onValue={setReading}
        error={isAsked && stands && isSame ? t('corrigenda.readingSame') : null}
        maxLength={300}
        lang={language}
      />
      <ReasonField label={t('corrigenda.reason')} value={reason} onValue={setReason} isAsked={isAsked} />
      <p>{t('corrigenda.earliest', { at: time.full(earliest) })}</p>
      <DeadlineFields
        value={deadline}
        onValue={setDeadline}
        isAsked={isAsked}
        fault={isPast ? 'deadline_not_in_future' : null}
      />
    </CommandDialog>
  )
}
