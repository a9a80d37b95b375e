export { type AmendedLine, amendedLines } from './amendments/amended-lines.ts'
export {
  type AmendmentLayout,
  amendmentLayouts,
  columnTitles,
  formOf,
} from './amendments/amendment-layouts.ts'
export { amendmentTableAt } from './amendments/amendment-place.ts'
export { type AmendmentWords, amendmentWords } from './amendments/amendment-words.ts'
export { columnLabels } from './amendments/column-labels.ts'
export { removedInlines } from './amendments/print-amended.ts'
export { rowLabels, rowWords } from './amendments/row-numbers.ts'
export type { BracketRights } from './bracket-commands.ts'
export { bracketAt, bracketById, type PlacedNode, wordingAround, wordingById } from './bracket-places.ts'
export { canonicalJson, canonicalText, contentHash, textHash } from './canonical.ts'
export { type ChangedWords, changedWords } from './changed-words.ts'
export {
  type BlockChange,
  type ChangedSection,
  type ComparedBlock,
  type Comparison,
  compareDocs,
} from './compare.ts'
export type { ComparedRun } from './compare-inline.ts'
export { docToUpdate, type ParsedDoc, parseDoc, updateToDoc, updateTowards } from './conversion.ts'
export { isOwnCopy } from './copied-html.ts'
export { type ChangeCount, countChanges, isTooLargeToCompare } from './count-changes.ts'
export {
  type AlternativeJson,
  type BlockJson,
  type BracketJson,
  type BracketKind,
  bracketKinds,
  type CellJson,
  type DocJson,
  type FootnoteJson,
  type FormattingName,
  formattingNames,
  type HeadingJson,
  type InlineJson,
  isPassageLanguage,
  isTableForm,
  type JointSectionKind,
  jointSectionKinds,
  type ListItemJson,
  type MarkJson,
  type MarkName,
  markNames,
  type NodeJson,
  type NodeName,
  type NumberedAttrs,
  type Numbering,
  nodeNames,
  numberings,
  type ParagraphJson,
  type PassageLanguage,
  pagesSectionKinds,
  passageLanguages,
  type SectionJson,
  type SectionKind,
  type SectionTitleJson,
  type SuggestedAttrs,
  type SuggestionMarkJson,
  type SupporterCountry,
  sectionKinds,
  supporterCountries,
  supportersOf,
  type TableForm,
  type TableJson,
  type TableRowJson,
  type TextJson,
  tableForms,
} from './doc-json.ts'
export { footnoteAt, footnotesIn } from './footnote-places.ts'
export { type Place, standingPlace } from './found-again.ts'
export { isSafeHref } from './href.ts'
export { hasSupport, keepSupport, wordingsIn } from './kept-support.ts'
export { Losses, type LossOf } from './losses.ts'
export { type NamedInFile, namedInFile, suggestionIdFromFile } from './named-in-file.ts'
export { longestBaseNumber } from './numbered-lines.ts'
export { docNumbers } from './numbering/doc-numbers.ts'
export { numberLabel } from './numbering/number-label.ts'
export { opensRow } from './numbering/numbered-lines-of.ts'
export type { LineNumber } from './numbering/numbers.ts'
export {
  isUnsettled,
  type LineMarking,
  type OpenMatter,
  type OpenPlace,
  type OpenPoint,
  type OpenPointRules,
  openPoints,
  type SuggestedFormat,
} from './open-points.ts'
export { passageLanguageAt } from './passage-languages.ts'
export { type PassageNote, timesInText, withPassageNotes } from './passage-notes.ts'
export { passagePlaces, type TextPlace } from './passage-places.ts'
export { findPassage } from './passages.ts'
export { type CleanPasted, cleanPasted } from './pasting/clean-pasted.ts'
export { type PasteLoss, type PasteLossKind, pasteLossKinds } from './pasting/pasted-losses.ts'
export { plainBracketsIn } from './plain-brackets.ts'
export {
  type Attribution,
  type PrintedRun,
  printInline,
  suggestionsOf,
} from './print-inline.ts'
export { type PrintableOptions, printable } from './printable.ts'
export { raisedNumber } from './raised-number.ts'
export {
  type Footnote,
  footnotesOf,
  inlineText,
  namesSupporters,
  type OutlineEntry,
  outline,
  plainText,
  readingMinutes,
  sectionTitle,
  type TextLength,
  textLength,
  wordCount,
} from './reading.ts'
export { type FoundReference, findReferences } from './references/find-references.ts'
export { type ReferenceProblem, referenceProblems } from './references/reference.ts'
export { referencesInLine } from './references/references-in-line.ts'
export { type Register, type RegisterLink, registerLink } from './references/register-link.ts'
export { type Passage, type Restored, restore } from './restore.ts'
export { editorSchema, extensions, fragmentName, schemaVersion } from './schema.ts'
export { type SectionText, sectionTexts } from './section-texts.ts'
export { type AttributeSetter, type FormatSetter, type SetBy, type Setters, setters } from './setters.ts'
export { lineKeys, linesWrittenAnew, settleInParts } from './settling.ts'
export { isToGo, replaceWords } from './suggesting/replace-words.ts'
export {
  settleSuggestions,
  suggestionIds,
  type Verdict,
} from './suggesting/settle-suggestions.ts'
export type { Unsuggestable } from './suggesting/suggest-transaction.ts'
export { asAnEdit, isSuggestingIn, Suggesting } from './suggesting/suggesting-extension.ts'
export {
  sectionTitles,
  type TemplateId,
  type TemplateLanguage,
  type TemplateSection,
  templateDoc,
  templateIds,
  templates,
} from './templates.ts'
export { inSectionsOf, opensMore } from './translated-text.ts'
export { foldedWords } from './word-places.ts'
export { readsSomewhere, standsInText, timesInSection } from './words-in-text.ts'
