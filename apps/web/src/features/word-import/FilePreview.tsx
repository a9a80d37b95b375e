import { type DocJson, jointSectionKinds, type SectionKind, sectionTitle, wordCount } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { DocumentView } from '../reading/DocumentView.tsx'
import styles from './ImportDialog.module.css'
import { LossList } from './LossList.tsx'
import type { Prepared } from './prepare-import.ts'

interface Props {
  readonly position: PositionDetail
  readonly name: string
  readonly prepared: Prepared
  /** The text as it will stand. */
  readonly doc: DocJson
}

/** What a file would become, and what it would lose. */
export function FilePreview({ position, name, prepared: { doc: read, losses, authors }, doc }: Props) {
  const t = useT('word')
  return (
    <>
      <p role="status">
        {t('counts', { sections: read.content.length, words: wordCount(read) })}
        {authors.length > 0 && ` ${t('named', { names: authors.join(', ') })}`}
      </p>
      <LossList losses={losses} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region */}
      <section className={styles.preview} aria-label={t('preview', { name })} tabIndex={0}>
        <DocumentView doc={doc} lang={position.draftingLanguage} />
      </section>
    </>
  )
}

interface KindsProps {
  readonly doc: DocJson
  readonly onKind: (sectionId: string, kind: SectionKind) => void
}

/** What the sections of a file are: a guess from their titles, for a person to put right. */
export function SectionKinds({ doc, onKind }: KindsProps) {
  const t = useT('word')
  const tDrafting = useT('drafting')
  return (
    <details className={styles.sections}>
      <summary>{t('kinds')}</summary>
      {doc.content.map((section) => (
        <SelectField<SectionKind>
          key={section.attrs.id}
          label={sectionTitle(section) || tDrafting('outline.untitled')}
          value={section.attrs.kind}
          onValue={(kind) => onKind(section.attrs.id, kind)}
          options={jointSectionKinds.map((kind) => ({
            value: kind,
            label: tDrafting(`sectionKind.${kind}`),
          }))}
        />
      ))}
    </details>
  )
}
