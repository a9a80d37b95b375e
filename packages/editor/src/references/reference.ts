/** A document of an EU institution, as far as its reference says which one it is. */
export type RegisteredDocument =
  | {
      readonly register: 'council'
      /** ST: a document of the Council; WK: a meeting paper. */
      readonly series: 'ST' | 'WK'
      readonly number: number
      readonly year: number
      readonly parts: readonly CouncilPart[]
    }
  | {
      readonly register: 'commission'
      readonly series: 'COM' | 'SWD' | 'JOIN'
      readonly year: number
      readonly number: number
      /** 2 for `final/2`. */
      readonly version: number
    }
  | {
      readonly register: 'procedure'
      readonly year: number
      readonly number: number
      /** Three letters: COD for the ordinary legislative procedure. */
      readonly type: string
    }
  | {
      readonly register: 'act'
      readonly kind: ActKind
      readonly year: number
      readonly number: number
    }
  | {
      readonly register: 'parliament'
      /** A report, a motion, or a text adopted. */
      readonly series: 'A' | 'B' | 'TA'
      readonly term: number
      readonly number: number
      readonly year: number
    }
  | { readonly register: 'celex'; readonly celex: string }

/** A revision, addendum or the like of a Council document. */
export interface CouncilPart {
  readonly kind: CouncilPartKind
  readonly number: number
}

export const councilPartKinds = ['REV', 'ADD', 'COR', 'EXT', 'DCL', 'AMD'] as const

export type CouncilPartKind = (typeof councilPartKinds)[number]

export const actKinds = ['regulation', 'directive', 'decision', 'framework_decision'] as const

export type ActKind = (typeof actKinds)[number]

/** Why something that looks like a reference names no document. */
export const referenceProblems = ['year', 'number', 'version', 'procedure', 'order', 'treaty'] as const

export type ReferenceProblem = (typeof referenceProblems)[number]

/** What a reference says: a document and the one way to write it, or why it names none. */
export type ReferenceReading =
  | { readonly ok: true; readonly document: RegisteredDocument; readonly writing: string }
  | { readonly ok: false; readonly problem: ReferenceProblem }

/** One way in which references are written, and how such a one is read. Null: it is something else. */
export interface ReferenceForm {
  /** With the flags `g` and `u`. */
  readonly pattern: RegExp
  readonly read: (match: RegExpExecArray) => ReferenceReading | null
}

/** A reference that names no document. */
export function broken(problem: ReferenceProblem): ReferenceReading {
  return { ok: false, problem }
}

/** A reference that names a document. */
export function known(document: RegisteredDocument, writing: string): ReferenceReading {
  return { ok: true, document, writing }
}

/** A number with zeros before it. */
export function padded(number: number, digits: number): string {
  return String(number).padStart(digits, '0')
}

/** Whether the Communities and the Union can have written a document in a year. */
export function isYear(year: number): boolean {
  return year >= 1952 && year <= 2099
}
