import { PencilIcon, PlusIcon } from '@navikt/aksel-icons'
import { type AgendaItemKind, agendaItemKinds } from '@samsyn/domain'
import type { MeetingDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { chosenDossier, type DossierDraft, DossierFields } from './DossierFields.tsx'
import styles from './MeetingForm.module.css'
import { linesOf, mergedInto } from './meeting-draft.ts'
import { useKeepMeeting } from './use-keep-meeting.ts'

type Item = MeetingDetail['agenda'][number]

interface Props {
  readonly meetingId: string
  /** The item that is said anew; null for one more. */
  readonly item: Item | null
}

interface Draft {
  readonly number: string
  readonly title: string
  readonly kind: AgendaItemKind
  readonly documents: string
  readonly dossier: DossierDraft
}

const noItem: Draft = {
  number: '',
  title: '',
  kind: 'information',
  documents: '',
  dossier: { kind: 'none' },
}

/** A button for one more item of an agenda, or for saying one anew, and its dialog. */
export function KeepAgendaItem({ meetingId, item }: Props) {
  const t = useT('meeting')
  const tDomain = useT('domain')
  const [isOpen, setOpen] = useState(false)
  // As it was when somebody began: what comes meanwhile is refused, not written over.
  const [was, setWas] = useState<Item | null>(null)
  const [draft, setDraft] = useState(noItem)
  const [isAsked, setAsked] = useState(false)
  // Sent once more under the same id where no answer came.
  const [id, setId] = useState('')
  // As it is where somebody else was faster; what they changed and this person did not is in the form.
  const [now, setNow] = useState<Item | null>(null)
  const keep = useKeepMeeting(meetingId, ({ agenda }) => {
    const changed = agenda.find((each) => each.id === was?.id)
    if (!was || !changed) return
    setDraft((typed) => mergedInto(typed, draftOf(was), draftOf(changed)))
    setWas(changed)
    setNow(changed)
  })
  const begin = () => {
    keep.reset()
    setWas(item)
    setDraft(item ? draftOf(item) : noItem)
    setAsked(false)
    setId(crypto.randomUUID())
    setNow(null)
    setOpen(true)
  }
  const confirm = () => {
    setAsked(true)
    const dossier = chosenDossier(draft.dossier)
    if (draft.number.trim() === '' || draft.title.trim() === '' || dossier === null) return
    const { number, title, kind } = draft
    const becomes = { number, title, kind, documents: linesOf(draft.documents), dossier }
    keep.mutate(
      was
        ? { route: 'changeAgendaItem', itemId: was.id, body: { was: seen(was), becomes } }
        : { route: 'addAgendaItem', body: { id, ...becomes } },
      { onSuccess: () => setOpen(false) },
    )
  }
  const missing = (text: string) => (isAsked && text.trim() === '' ? t('keep.required') : null)
  const action = t(item ? 'keep.changeItem' : 'keep.addItem')
  return (
    <>
      <button
        type="button"
        className="ds-button"
        data-variant={item ? 'tertiary' : 'secondary'}
        data-size={item ? 'sm' : 'md'}
        onClick={begin}
      >
        {item ? <PencilIcon aria-hidden /> : <PlusIcon aria-hidden />}
        {action}
        {item && <span className="visually-hidden">: {t('item', { number: item.number })}</span>}
      </button>
      <CommandDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={action}
        confirm={t('keep.save')}
        size="wide"
        error={keep.error}
        isPending={keep.isPending}
        onConfirm={confirm}
      >
        <TextField
          label={t('keep.number')}
          value={draft.number}
          onValue={(number) => setDraft({ ...draft, number })}
          maxLength={20}
          required
          error={missing(draft.number)}
        />
        <TextField
          label={t('keep.subject')}
          value={draft.title}
          onValue={(title) => setDraft({ ...draft, title })}
          maxLength={300}
          required
          error={missing(draft.title)}
        />
        <SelectField
          label={t('keep.itemKind')}
          value={draft.kind}
          onValue={(kind) => setDraft({ ...draft, kind })}
          options={agendaItemKinds.map((kind) => ({ value: kind, label: tDomain(`agendaItemKind.${kind}`) }))}
        />
        <TextField
          label={t('keep.documentsHint')}
          value={draft.documents}
          onValue={(documents) => setDraft({ ...draft, documents })}
          isLong
          maxLength={5000}
        />
        <DossierFields
          value={draft.dossier}
          onValue={(dossier) => setDraft({ ...draft, dossier })}
          isAsked={isAsked}
        />
        {now && (
          <p className={styles.now}>
            {now.number} · {now.title} · {tDomain(`agendaItemKind.${now.kind}`)}
            {[...now.documents, ...(now.dossier ? [now.dossier.title] : [])].map((each) => ` · ${each}`)}
          </p>
        )}
      </CommandDialog>
    </>
  )
}

function draftOf({ number, title, kind, documents, dossier }: Item): Draft {
  return {
    number,
    title,
    kind,
    documents: documents.join('\n'),
    dossier: dossier ? { kind: 'known', dossierId: dossier.id } : { kind: 'none' },
  }
}

function seen({ number, title, kind, documents, dossier }: Item) {
  return { number, title, kind, documents, dossierId: dossier?.id ?? null }
}
