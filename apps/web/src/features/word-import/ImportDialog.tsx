import type { DocJson, SectionKind } from '@samsyn/editor'
import type { Discussion, PositionDetail } from '@samsyn/protocol'
import type { Editor } from '@tiptap/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { useDiscussion } from '../comments/use-discussion.ts'
import type { ConnectionStates } from '../drafting/connection/connection-states.ts'
import { LimiteFields } from '../markings/LimiteFields.tsx'
import { useLimite } from '../markings/use-limite.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { bringIn } from './bring-in.ts'
import { FileField } from './FileField.tsx'
import { FilePreview, SectionKinds } from './FilePreview.tsx'
import { type ImportPlace, isDraftEmpty, isPassage, placeIn } from './import-place.ts'
import { PlaceField } from './PlaceField.tsx'
import type { Prepared } from './prepare-import.ts'
import { previewOf } from './preview-of.ts'
import { refusalText } from './refusal-text.ts'
import { ThreadsChoice } from './ThreadsChoice.tsx'
import { useBringInThreads } from './use-bring-in-threads.ts'
import { useFileReading } from './use-file-reading.ts'
import { withKinds } from './with-kinds.ts'

type Audience = Discussion['audiences'][number]

interface Props {
  readonly position: PositionDetail
  readonly editor: Editor
  readonly states: ConnectionStates
  readonly onClose: () => void
}

/** Reads a Word file, shows what it would become and what it would lose, and brings it into the draft. */
export function ImportDialog({ position, editor, states, onClose }: Props) {
  const t = useT('word')
  const { reading, read } = useFileReading()
  const isDone = useRef(false)
  // While the dialog is there nothing behind it takes the focus.
  useEffect(
    () => () => {
      if (isDone.current) editor.commands.focus()
    },
    [editor],
  )
  const [isMissed, setMissed] = useState(false)
  const [isPlaceGone, setPlaceGone] = useState(false)
  const [place, setPlace] = useState<ImportPlace>({
    kind: isDraftEmpty(editor.state.doc) ? 'replace' : 'end',
  })
  const [kinds, setKinds] = useState<ReadonlyMap<string, SectionKind>>(new Map())
  // Nothing of a file is said to anybody unless somebody chooses it.
  const [audience, setAudience] = useState<Audience | undefined>(undefined)
  const threads = useBringInThreads(position, states)
  const limite = useLimite(position, {
    text: reading.kind === 'read' && reading.limite ? { kind: 'marked', line: reading.limite.line } : null,
    source: 'file',
  })
  const file = reading.kind === 'read' ? reading : null
  const doc = useMemo(() => file && withKinds(file.prepared.doc, kinds), [file, kinds])
  const offered = file ? offeredThreads(file.prepared, position) : []
  const discussion = useDiscussion(position.id, { isEnabled: offered.length > 0 })
  const audiences = (discussion.data?.audiences ?? []).toSorted(ownFirst)

  const choose = (files: readonly File[]) => {
    setMissed(false)
    setKinds(new Map())
    setAudience(undefined)
    void read(files)
  }
  const put = (read: DocJson) => {
    const placed = bringIn(editor, { doc: read, place, threads: audience === undefined ? [] : offered })
    if (!placed) return setPlaceGone(true)
    if (placed.length === 0 || audience === undefined) return finish()
    threads.mutate({ placed, audience }, { onSuccess: finish })
  }
  const finish = () => {
    isDone.current = true
    onClose()
  }
  const confirm = () => {
    if (!doc) return setMissed(reading.kind === 'none')
    if (!editor.isEditable || !placeIn(editor.state, place)) return setPlaceGone(true)
    limite.record(() => put(doc))
  }

  if (threads.isError) {
    return (
      <CommandDialog
        isOpen
        onClose={onClose}
        title={t('title')}
        confirm={t('close')}
        error={null}
        isPending={false}
        onConfirm={onClose}
      >
        <p role="alert">{t('commentsFailed')}</p>
      </CommandDialog>
    )
  }
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('title')}
      confirm={t('confirm')}
      size={file ? 'wide' : 'usual'}
      error={limite.error ?? (offered.length > 0 ? discussion.error : null)}
      isPending={
        threads.isPending ||
        limite.isPending ||
        reading.kind === 'reading' ||
        // Comments are not left out unseen because it is not known yet who may read them.
        (offered.length > 0 && discussion.isPending)
      }
      onConfirm={confirm}
    >
      <FileField
        error={reading.kind === 'refused' ? refusalText(reading.refusal, t) : isMissed ? t('missed') : null}
        chosen={reading.kind === 'none' ? null : reading.name}
        onFiles={choose}
      />
      {reading.kind === 'reading' && (
        <>
          <p>{t('reading', { name: reading.name })}</p>
          <LoadingState />
        </>
      )}
      {file && doc && (
        <>
          <FilePreview
            position={position}
            name={file.name}
            prepared={file.prepared}
            doc={previewOf(doc, place, editor.state)}
          />
          <PlaceField
            editor={editor}
            place={place}
            onPlace={(chosen) => {
              setPlaceGone(false)
              setPlace(chosen)
            }}
            error={isPlaceGone ? t('place.gone') : null}
          />
          {!isPassage(place) && (
            <SectionKinds doc={doc} onKind={(id, kind) => setKinds(new Map(kinds).set(id, kind))} />
          )}
          <ThreadsChoice
            position={position}
            threads={offered}
            audiences={audiences}
            audience={audience}
            onAudience={setAudience}
          />
          <LimiteFields position={position} question={limite} />
        </>
      )}
    </CommandDialog>
  )
}

/** The own delegation before all of them. */
function ownFirst(one: Audience, other: Audience): number {
  return Number(one === null) - Number(other === null)
}

/** The threads that are open in the file, for whoever may comment on the position. */
function offeredThreads({ threads }: Prepared, { abilities }: PositionDetail) {
  return abilities.comment ? threads.filter(({ isClosed }) => !isClosed) : []
}
