export type { ExportOptions } from './context.ts'
export { toDocx } from './docx/docx.ts'
export type { DocxFacts, DocxMargin, DocxThread, SignedAt } from './docx/facts.ts'
export { actsOf, type CheckedAct, checkAct, readActStatement } from './evidence/check-act.ts'
export {
  checkConfirmation,
  isToldAsBefore,
  unsignedConfirmations,
} from './evidence/check-confirmations.ts'
export { type CorrigendumFault, checkCorrigenda } from './evidence/check-corrigenda.ts'
export {
  type CheckedDecision,
  checkDecision,
  type DecisionFault,
  type KnownKey,
  readStatement,
  saysWhatItDoes,
} from './evidence/check-decision.ts'
export { actFormula, isActInPlace, isInPlace, isOfItsTime } from './evidence/check-place.ts'
export { isAsAgreed } from './evidence/check-release.ts'
export { isAsAnswered, isAsEnded, isAsOpened } from './evidence/check-round.ts'
export { checkTranslation, type TranslationFault } from './evidence/check-translation.ts'
export {
  type Evidence,
  type PackedFile,
  paths as evidencePaths,
  recordNotesFile,
} from './evidence/contents.ts'
export { type KeyHistory, keyHistory } from './evidence/key-history.ts'
export { type LeadFault, type LeadHistory, leadHistory } from './evidence/lead-history.ts'
export { manifestText, packEvidence, zipOf } from './evidence/pack.ts'
export { evidencePage } from './evidence/page-file.ts'
export { eventsOf } from './evidence/told-events.ts'
export { unpackZip } from './evidence/unzip.ts'
export { type PackageFault, type PackageReport, verifyPackage } from './evidence/verify-package.ts'
export type { ExportFacts } from './facts.ts'
export { type FileWords, fileWords } from './file-words.ts'
export { toHtml } from './html.ts'
export { toMarkdown } from './markdown.ts'
export type { FolderFacts, PaperFacts, PaperState } from './paper/facts.ts'
export { type FolderText, type PaperFolder, toPaperFolder } from './paper/folder.ts'
export { folderWords } from './paper/folder-words.ts'
export { toPaper } from './paper/paper.ts'
export { paperWords } from './paper/paper-words.ts'
export {
  openTypesetter,
  type Pages,
  type PaperFile,
  type PaperKind,
  type Typesetter,
} from './paper/typesetter.ts'
export { toPlainText } from './plain-text.ts'
export type { ReportedPosition, ReportFacts } from './report/report-facts.ts'
export { toPaperReport, toReportDocx } from './report/report-files.ts'
export { reportWords } from './report/report-words.ts'
export type { PrintedReservation, PrintedReservations } from './reservations.ts'
