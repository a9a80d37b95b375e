import { firstMismatch, type Language } from '@samsyn/domain'
import { type DocJson, jointSectionKinds, type SectionKind, sectionTitle } from '@samsyn/editor'
import { filePath, type ReleaseDetail, type TranslationCard } from '@samsyn/protocol'
import { useMemo, useState } from 'react'
import { useRelease } from '../../app/queries.ts'
import { usePerson } from '../../app/session-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { languageNames } from '../../i18n/languages.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { DocumentView } from '../reading/DocumentView.tsx'
import { FileField } from '../word-import/FileField.tsx'
import { SectionKinds } from '../word-import/FilePreview.tsx'
import { LossList } from '../word-import/LossList.tsx'
import { refusalText } from '../word-import/refusal-text.ts'
import { useFileReading } from '../word-import/use-file-reading.ts'
import { withKinds } from '../word-import/with-kinds.ts'
import styles from './IssueTranslation.module.css'
import { useIssueTranslation } from './use-translations.ts'

interface Props {
  readonly releaseId: string
  /** Those that may be issued. */
  readonly languages: readonly Language[]
  readonly translations: readonly TranslationCard[]
  readonly onClose: () => void
}

/** Reads a translation from a Word file, shows it beside the text that was agreed, and issues it. */
export function IssueTranslation({ releaseId, languages, translations, onClose }: Props) {
  const t = useT('translations')
  const tWord = useT('word')
  const release = useRelease(releaseId)
  const issuing = useIssueTranslation(releaseId)
  const { reading, read } = useFileReading()
  const own = usePerson().language
  const [first = own] = languages
  const [language, setLanguage] = useState<Language>(languages.includes(own) ? own : first)
  const [title, setTitle] = useState<string | null>(null)
  const [kinds, setKinds] = useState<ReadonlyMap<string, SectionKind>>(new Map())
  const [isTried, setTried] = useState(false)
  const file = reading.kind === 'read' ? reading : null
  const doc = useMemo(() => file && withKinds(file.prepared.doc, kinds), [file, kinds])
  const shownTitle = title ?? file?.prepared.title ?? ''
  const agreed = release.data
  const mismatch = agreed && doc ? mismatchOf(agreed, doc) : null
  const newest = translations.find((each) => each.language === language)
  const confirm = () => {
    setTried(true)
    if (!agreed || !doc || mismatch || shownTitle.trim() === '') return
    issuing.mutate(
      {
        language,
        translates: agreed.version.contentHash,
        replaces: newest?.id ?? null,
        title: shownTitle.trim(),
        doc,
      },
      { onSuccess: onClose },
    )
  }
  const fileError =
    reading.kind === 'refused'
      ? refusalText(reading.refusal, tWord)
      : isTried && reading.kind === 'none'
        ? tWord('missed')
        : null
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('issue.title')}
      confirm={t('issue.confirm')}
      size={file ? 'wide' : 'usual'}
      error={issuing.error}
      isPending={issuing.isPending || reading.kind === 'reading'}
      onConfirm={confirm}
    >
      <p>
        {t('issue.text')}{' '}
        <a href={filePath('getReleaseFile', { releaseId, format: 'docx' })} download className="ds-link">
          {t('issue.start')}
        </a>
      </p>
      <SelectField<Language>
        label={t('issue.language')}
        value={language}
        onValue={setLanguage}
        options={languages.map((value) => ({ value, label: languageNames[value] }))}
        {...(newest ? { hint: t('issue.replaces', { number: newest.number }) } : {})}
      />
      <FileField
        error={fileError}
        chosen={reading.kind === 'none' ? null : reading.name}
        onFiles={(files) => {
          setTitle(null)
          setKinds(new Map())
          void read(files)
        }}
      />
      {reading.kind === 'reading' && <LoadingState />}
      {release.isError && <ErrorState error={release.error} onRetry={() => void release.refetch()} />}
      {file && doc && agreed && (
        <>
          <TextField
            label={t('issue.name')}
            value={shownTitle}
            onValue={setTitle}
            error={isTried && shownTitle.trim() === '' ? t('issue.nameMissing') : null}
          />
          <LossList losses={file.prepared.losses} />
          {file.prepared.threads.length > 0 && (
            <p>{t('issue.comments', { count: file.prepared.threads.length })}</p>
          )}
          {mismatch && <Mismatch {...mismatch} />}
          <SectionKinds doc={doc} onKind={(id, kind) => setKinds(new Map(kinds).set(id, kind))} />
          <div className={styles.sides}>
            <Side title={t('issue.agreed')} language={agreed.draftingLanguage} doc={agreedDoc(agreed)} />
            <Side title={t('issue.translated')} language={language} doc={doc} />
          </div>
        </>
      )}
    </CommandDialog>
  )
}

/** Where a file departs from the text: which section, what the text has there, what the file. */
interface Departure {
  readonly number: number
  readonly expected: SectionKind | null
  readonly found: { readonly kind: SectionKind; readonly title: string } | null
}

function mismatchOf(agreed: ReleaseDetail, doc: DocJson): Departure | null {
  const text = agreedDoc(agreed)
  const index = firstMismatch(
    text.content.map(({ attrs }) => attrs),
    doc.content.map(({ attrs }) => attrs),
  )
  if (index === null) return null
  const section = doc.content[index]
  return {
    number: index + 1,
    expected: text.content[index]?.attrs.kind ?? null,
    found: section ? { kind: section.attrs.kind, title: sectionTitle(section) } : null,
  }
}

function Mismatch({ number, expected, found }: Departure) {
  const t = useT('translations')
  const tDrafting = useT('drafting')
  const nameOf = (kind: SectionKind | undefined | null) =>
    jointSectionKinds.some((each) => each === kind) && kind
      ? tDrafting(`sectionKind.${kind}`)
      : t('issue.nothing')
  return (
    <p role="alert" className={styles.mismatch}>
      {t('issue.mismatch', {
        number,
        title: found?.title ?? '',
        expected: nameOf(expected),
        found: nameOf(found?.kind),
      })}
    </p>
  )
}

function Side({
  title,
  language,
  doc,
}: {
  readonly title: string
  readonly language: Language
  readonly doc: DocJson
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region
    <section className={styles.side} aria-label={`${title}: ${languageNames[language]}`} tabIndex={0}>
      <p className={styles.name}>
        {title} · <span lang={language}>{languageNames[language]}</span>
      </p>
      <DocumentView doc={doc} lang={language} />
    </section>
  )
}

/** The route's schema only says that it is a document; the stored text was checked against the editor's schema. */
function agreedDoc({ doc }: ReleaseDetail): DocJson {
  return doc as unknown as DocJson
}
