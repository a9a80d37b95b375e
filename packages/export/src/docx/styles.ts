import type {
  BracketKind,
  HeadingJson,
  Numbering,
  ParagraphJson,
  SectionKind,
  TableForm,
} from '@samsyn/editor'
import { styleNames } from '@samsyn/import'
import {
  type ICharacterStyleOptions,
  type IParagraphStyleOptions,
  type IStylesOptions,
  LineRuleType,
} from 'docx'
import type { Place } from './place.ts'

/** How the styles are called inside of a file. */
export const styleIds = {
  title: 'Title',
  front: 'SamsynFront',
  end: 'SamsynEnd',
  separator: 'SamsynSeparator',
  quotation: 'Quote',
  head: 'SamsynHead',
  page: 'SamsynPage',
  number: 'SamsynNumber',
  computedNumber: 'SamsynComputedNumber',
  tableKey: 'SamsynTableKey',
  amendedIn: 'SamsynAmendedIn',
  amendedAway: 'SamsynAmendedAway',
} as const

/** Each kind of section has a style of its own under that of the first heading, so that Word's outline shows it. */
export const sectionStyles: Readonly<Record<SectionKind, string>> = {
  speaking_points: 'SamsynSpeakingPoints',
  position: 'SamsynPosition',
  drafting_suggestion: 'SamsynDraftingSuggestion',
  justification: 'SamsynJustification',
  background: 'SamsynBackground',
  red_lines: 'SamsynRedLines',
  fall_back: 'SamsynFallBack',
  notes: 'SamsynNotes',
  defensive_points: 'SamsynDefensivePoints',
}

/** The signs of each kind of bracket, so that it is known again. */
export const bracketStyles: Readonly<Record<BracketKind, string>> = {
  unagreed: 'SamsynUnagreed',
  alternative: 'SamsynAlternative',
  placeholder: 'SamsynPlaceholder',
  national_check: 'SamsynNationalCheck',
}

/** The line before an amendment table, which says of what form it is. */
export const amendmentKeyStyles: Readonly<Record<TableForm, string>> = {
  amendment: 'SamsynAmendmentKey',
  presidency: 'SamsynPresidencyKey',
  trilogue: 'SamsynTrilogueKey',
}

const numberedStyles: Readonly<Record<Numbering, string>> = {
  heading: 'SamsynNumberedHeading',
  article: 'SamsynArticle',
  recital: 'SamsynRecital',
  paragraph: 'SamsynNumberedParagraph',
  point: 'SamsynPoint',
}
const headingStyles = { 3: 'Heading2', 4: 'Heading3' } as const

/** The style of a line: what it is in the act, a heading, or where it stands. */
export function lineStyle(
  node: ParagraphJson | HeadingJson,
  { isHead, isQuoted }: Place,
): { readonly style?: string } {
  const heading = node.type === 'heading' ? headingStyles[node.attrs.level] : ''
  const numbering = node.attrs?.numbering
  if (numbering) return { style: `${numberedStyles[numbering]}${heading}` }
  if (heading !== '') return { style: heading }
  if (isHead) return { style: styleIds.head }
  return isQuoted ? { style: styleIds.quotation } : {}
}

const ink = '1B2B45'
const quiet = '55606E'

/** The look of a file: that of an ordinary ministry paper. */
export function stylesOptions(language: string): IStylesOptions {
  return {
    default: {
      document: {
        run: { font: 'Calibri', size: 22, language: { value: language } },
        // Said in so many words: LibreOffice takes a line of 276 without a rule for an exact height, and sets titles into each other.
        paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
      },
      title: {
        run: { size: 36, bold: true, color: ink },
        paragraph: { spacing: { before: 120, after: 120 } },
      },
      heading1: headingLook(28, 360),
      heading2: headingLook(24, 240),
      heading3: headingLook(22, 200),
      listParagraph: { paragraph: { spacing: { after: 80 } } },
      hyperlink: { run: { color: '0B4FA0', underline: {} } },
    },
    paragraphStyles: [...sections(), ...numbered(), ...lines],
    characterStyles: signs(),
  }
}

function headingLook(size: number, before: number) {
  return {
    run: { size, bold: true, italics: false, color: ink },
    paragraph: { spacing: { before, after: 100 }, keepNext: true },
  }
}

function sections(): readonly IParagraphStyleOptions[] {
  return keysOf(sectionStyles).map((kind) => ({
    id: sectionStyles[kind],
    name: styleNames.section[kind],
    basedOn: 'Heading1',
    next: 'Normal',
    quickFormat: true,
  }))
}

function numbered(): readonly IParagraphStyleOptions[] {
  return keysOf(numberedStyles).flatMap((kind) => [
    { id: numberedStyles[kind], name: styleNames.numbered[kind], basedOn: 'Normal', quickFormat: true },
    ...([3, 4] as const).map((level) => ({
      id: `${numberedStyles[kind]}${headingStyles[level]}`,
      name: `${styleNames.numbered[kind]} ${styleNames.heading[level]}`,
      basedOn: headingStyles[level],
      next: 'Normal',
    })),
  ])
}

const keyLook = {
  basedOn: 'Normal',
  run: { size: 20, color: quiet },
  paragraph: { keepNext: true },
} as const

const lines: readonly IParagraphStyleOptions[] = [
  {
    id: styleIds.quotation,
    name: styleNames.quotation,
    basedOn: 'Normal',
    next: 'Normal',
    quickFormat: true,
    run: { color: quiet },
  },
  {
    id: styleIds.front,
    name: styleNames.front,
    basedOn: 'Normal',
    next: 'Normal',
    run: { color: quiet },
    paragraph: { spacing: { after: 40 } },
  },
  {
    id: styleIds.end,
    name: styleNames.end,
    basedOn: 'Normal',
    next: 'Normal',
    run: { size: 18, color: quiet },
    paragraph: { spacing: { after: 40 } },
  },
  {
    id: styleIds.separator,
    name: styleNames.separator,
    basedOn: 'Normal',
    run: { size: 8 },
    paragraph: { spacing: { after: 0, line: 120, lineRule: LineRuleType.EXACTLY } },
  },
  { id: styleIds.head, name: 'Samsyn table head', basedOn: 'Normal', run: { bold: true } },
  { id: styleIds.page, name: 'Samsyn page', basedOn: 'Normal', run: { size: 18, color: quiet } },
  ...keysOf(amendmentKeyStyles).map((form) => ({
    id: amendmentKeyStyles[form],
    name: styleNames.amendmentKey[form],
    ...keyLook,
  })),
  { id: styleIds.tableKey, name: styleNames.tableKey, ...keyLook },
]

function signs(): readonly ICharacterStyleOptions[] {
  return [
    { id: styleIds.number, name: styleNames.number, basedOn: 'DefaultParagraphFont' },
    { id: styleIds.computedNumber, name: styleNames.computedNumber, basedOn: 'DefaultParagraphFont' },
    {
      id: styleIds.amendedIn,
      name: styleNames.amendedIn,
      basedOn: 'DefaultParagraphFont',
      run: { bold: true, underline: {} },
    },
    {
      id: styleIds.amendedAway,
      name: styleNames.amendedAway,
      basedOn: 'DefaultParagraphFont',
      run: { strike: true },
    },
    ...keysOf(bracketStyles).map((kind) => ({
      id: bracketStyles[kind],
      name: styleNames.bracket[kind],
      basedOn: 'DefaultParagraphFont',
    })),
  ]
}

/** The keys of a record whose type names them all. */
function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(record) as Key[]
}
