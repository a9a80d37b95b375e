import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { useT } from '../../i18n/i18n.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { type ImportPlace, isDraftEmpty, placeIn, sectionAtCaret } from './import-place.ts'

interface Props {
  readonly editor: Editor
  readonly place: ImportPlace
  readonly onPlace: (place: ImportPlace) => void
  /** That the place which was chosen is there no more. */
  readonly error: string | null
}

/** Asks where in the draft, as it is now, a file's text is to go. */
export function PlaceField({ editor, place, onPlace, error }: Props) {
  const t = useT('word')
  const tDrafting = useT('drafting')
  const { state } = editor
  const titleOf = (section: Node | null) =>
    section?.firstChild?.textContent.trim() || tDrafting('outline.untitled')
  const sections = state.doc.children.map((section) => ({
    sectionId: String(section.attrs.id),
    title: titleOf(section),
  }))
  const places: readonly { readonly place: ImportPlace; readonly label: string }[] = [
    ...(isDraftEmpty(state.doc) ? [{ place: { kind: 'replace' } as const, label: t('place.replace') }] : []),
    ...(placeIn(state, { kind: 'caret' })
      ? [
          {
            place: { kind: 'caret' } as const,
            label: t('place.caret', { title: titleOf(sectionAtCaret(state)) }),
          },
        ]
      : []),
    ...sections.map(({ sectionId, title }) => ({
      place: { kind: 'in', sectionId } as const,
      label: t('place.in', { title }),
    })),
    ...sections.map(({ sectionId, title }) => ({
      place: { kind: 'before', sectionId } as const,
      label: t('place.before', { title }),
    })),
    { place: { kind: 'end' }, label: t('place.end') },
  ]
  return (
    <SelectField
      label={t('place.label')}
      value={keyOf(place)}
      onValue={(key) => onPlace(places.find((each) => keyOf(each.place) === key)?.place ?? { kind: 'end' })}
      options={places.map((each) => ({ value: keyOf(each.place), label: each.label }))}
      error={error}
    />
  )
}

function keyOf(place: ImportPlace): string {
  return 'sectionId' in place ? `${place.kind} ${place.sectionId}` : place.kind
}
