import { issuedCorrigenda, type Language, languages } from '@samsyn/domain'
import { fileWords } from '../../file-words.ts'
import { type Files, unpackZip } from '../unzip.ts'
import { type PackageFault, type PackageReport, verifyPackage } from '../verify-package.ts'
import { filesOf } from './chosen-files.ts'
import { type PageWords, pageWords } from './words.ts'

/** What the page shows: nothing yet, that it is at work, what it found, or that there was nothing to check. */
type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'no_package' }
  | { readonly kind: 'report'; readonly report: PackageReport }

const names: Readonly<Record<Language, string>> = {
  en: 'English',
  sv: 'Svenska',
  da: 'Dansk',
  nb: 'Norsk bokmål',
  fi: 'Suomi',
  is: 'Íslenska',
}

let language = languages.find((each) => navigator.language.toLowerCase().startsWith(each)) ?? 'en'
let shown: Shown = { kind: 'nothing' }

const byId = <Kind extends HTMLElement>(id: string): Kind => {
  const found = document.getElementById(id)
  if (!found) throw new Error(`The page lacks ${id}`)
  // The page that this is built into has it as this kind.
  return found as Kind
}
const chooser = byId<HTMLSelectElement>('language')
const zip = byId<HTMLInputElement>('zip')
const folder = byId<HTMLInputElement>('folder')

for (const each of languages) chooser.append(new Option(names[each], each, false, each === language))
chooser.addEventListener('change', () => {
  language = languages.find((each) => each === chooser.value) ?? 'en'
  draw()
})
zip.addEventListener('change', () => {
  const [file] = zip.files ?? []
  if (file) void check(() => unpackZip(file))
  zip.value = ''
})
folder.addEventListener('change', () => {
  const { files } = folder
  if (files && files.length > 0) void check(() => filesOf(files))
})
draw()

async function check(unpack: () => Promise<Files>): Promise<void> {
  shown = { kind: 'checking' }
  draw()
  try {
    shown = { kind: 'report', report: await verifyPackage(await unpack()) }
  } catch {
    // No archive, or one that was cut.
    shown = { kind: 'no_package' }
  }
  draw()
  byId('result').focus()
}

function draw(): void {
  const words = pageWords[language]
  document.documentElement.lang = language
  document.title = words.title
  for (const [id, text] of Object.entries({
    title: words.title,
    lead: words.lead,
    'language-label': words.language,
    'zip-label': words.zip,
    'folder-label': words.folder,
    offline: crypto.subtle ? words.offline : words.noCrypto,
  }))
    byId(id).textContent = text
  byId('result').replaceChildren(...drawn(words))
}

function drawn(words: PageWords): readonly HTMLElement[] {
  switch (shown.kind) {
    case 'nothing':
      return []
    case 'checking':
      return [element('p', words.checking)]
    case 'no_package':
      return [element('p', words.noPackage, { class: 'verdict wrong', role: 'alert' })]
    case 'report':
      return reportOf(shown.report, words)
  }
}

function reportOf(report: PackageReport, words: PageWords): readonly HTMLElement[] {
  const { release, isSample, faults, decisions, acts, translations, files, events, opening } = report
  const { text, hasRecordNotes } = report
  const isRight = faults.length === 0 && release !== null
  const verdict = element('p', isRight ? words.right : words.wrong, {
    class: `verdict ${isRight ? 'right' : 'wrong'}`,
    role: isRight ? 'status' : 'alert',
  })
  const list = element('ul', null, { class: 'faults' })
  for (const fault of faults) {
    const line = element('li', null)
    line.append(element('code', fault.path), ` ${sentenceOf(fault, words)}`)
    list.append(line)
  }
  if (!release) return [verdict, list]
  const facts = element('dl', null)
  for (const [name, value, lang] of [
    [words.reference, `${release.reference}: ${release.title}`, release.draftingLanguage],
    [words.formula, release.partyFormula, release.draftingLanguage],
    [words.hash, release.version.contentHash, null],
    ...issuedCorrigenda(release.corrigenda ?? []).map(
      ({ text: { section, passage, reading }, ending: { number } }) =>
        [
          words.corrigendum(number),
          `${section.title}: “${passage}” → “${reading}”`,
          release.draftingLanguage,
        ] as const,
    ),
  ] as const)
    facts.append(element('dt', name), element('dd', value, lang ? { lang } : {}))
  for (const [name, said] of [
    [words.notice, opening?.notice],
    [words.openPointsReason, opening?.openPointsReason],
  ] as const)
    if (said) facts.append(element('dt', name), element('dd', said))
  for (const { language: translated, number, title, contentHash } of translations) {
    const text = element('dd', null)
    text.append(element('span', title, { lang: translated }), ` ${number} · ${contentHash}`)
    facts.append(element('dt', `${words.translation}: ${names[translated]}`), text)
  }
  const isUnproven = [...decisions, ...acts].some(({ kind, isSigned }) => kind !== 'tacit' && !isSigned)
  const table = element('table', null)
  table.append(
    element('caption', words.decisions),
    row('th', [words.country, words.answer, words.signature, words.time]),
  )
  const reservations = fileWords[language].reservation
  for (const { country, kind, capacity, isSigned, at, ...shownWith } of [...decisions, ...acts]) {
    const reservation = 'reservation' in shownWith ? shownWith.reservation : null
    const signature = kind === 'tacit' ? words.notByPerson : isSigned ? words.signed : words.unsigned
    const line = row('td', [country, words.answers[kind], signature, timeOf(at)])
    if (capacity === 'lead' || capacity === 'deputy')
      line.children[1]?.append(element('span', words.capacities[capacity], { class: 'beside quiet' }))
    if (reservation) {
      const said = `${reservations[reservation.type]}: ${words.effects[reservation.effect]}`
      line.children[1]?.append(element('span', said, { class: 'beside quiet' }))
    }
    table.append(line)
  }
  return [
    verdict,
    ...(isSample ? [element('p', words.sample, { class: 'unproven' })] : []),
    list,
    facts,
    table,
    ...(isUnproven ? [element('p', words.unproven, { class: 'unproven' })] : []),
    ...(text === null ? [] : [textOf(text, release.draftingLanguage, words)]),
    element('p', words.checked(files, events)),
    element('p', words.copies, { class: 'quiet' }),
    ...(hasRecordNotes ? [element('p', words.recordNotes, { class: 'quiet' })] : []),
    element('p', words.limits, { class: 'quiet' }),
  ]
}

/** The text, folded until somebody wants to read it. */
function textOf(text: string, lang: Language, words: PageWords): HTMLElement {
  const folded = element('details', null)
  folded.append(element('summary', words.text), element('div', text, { class: 'text', lang }))
  return folded
}

function row(kind: 'th' | 'td', cells: readonly string[]): HTMLElement {
  const line = element('tr', null)
  line.append(...cells.map((cell) => element(kind, cell, kind === 'th' ? { scope: 'col' } : {})))
  return line
}

function sentenceOf({ kind }: PackageFault, { faults }: PageWords): string {
  switch (kind) {
    case 'missing':
    case 'unexpected':
    case 'changed':
    case 'unreadable':
      return faults[kind]
    case 'text_differs':
      return faults.text
    case 'release_differs':
      return faults.release
    case 'event_changed':
    case 'event_missing':
      return faults.events
    case 'copy_differs':
      return faults.copy
    case 'translation_differs':
      return faults.translation
    case 'round_differs':
      return faults.round
    case 'metadata_differs':
      return faults.metadata
    case 'terms_awaited':
      return faults.awaited
    case 'decision_misplaced':
    case 'formula_differs':
    case 'act_misplaced':
    case 'act_formula_differs':
      return `${faults.moment} (${kind})`
    case 'act_missing':
      return faults.act
    case 'decision_unled':
    case 'act_unled':
    case 'lead_untold':
    case 'lead_unapproved':
      return `${faults.unled} (${kind})`
    case 'decision_unsigned':
    case 'act_unsigned':
      return faults.unsigned
    case 'corrigendum_changed':
    case 'corrigendum_untold':
    case 'corrigendum_misplaced':
    case 'corrigendum_missing':
      return `${faults.corrigendum} (${kind})`
    default:
      return `${faults.signature} (${kind})`
  }
}

/** The same in every language, and in that of browsers that lack one. */
function timeOf(at: string): string {
  return new Intl.DateTimeFormat('sv', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Europe/Brussels',
  }).format(new Date(at))
}

function element(
  name: string,
  text: string | null,
  attributes: Readonly<Record<string, string>> = {},
): HTMLElement {
  const made = document.createElement(name)
  if (text !== null) made.textContent = text
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value)
  return made
}
