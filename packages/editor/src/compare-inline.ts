import { diffArrays } from 'diff'
import type { InlineJson, MarkJson } from './doc-json.ts'
import { type PrintedRun, printInline } from './print-inline.ts'

/** A stretch of text with one formatting that is in both documents, only in the later, or only in the earlier one. */
export interface ComparedRun {
  /** A hard break is a line feed. */
  readonly text: string
  readonly marks: readonly MarkJson[]
  /** Words of the line, signs that print a bracket and its supporters, or words of a footnote at its place. */
  readonly part: 'text' | 'sign' | 'footnote'
  readonly change: 'same' | 'added' | 'removed'
}

interface Token {
  readonly text: string
  readonly part: ComparedRun['part']
  readonly marks: readonly MarkJson[]
  readonly key: string
}

interface Change<T> {
  readonly removed: readonly T[]
  readonly added: readonly T[]
  readonly same: readonly T[]
}

/** A word or sign; the same as another one if their keys are equal. */
type Word = Pick<Token, 'text' | 'key'>

/** Compares two lines word by word; the content must be in its normal form. */
export function compareInline(
  before: readonly InlineJson[] = [],
  after: readonly InlineJson[] = [],
): readonly ComparedRun[] {
  return changesOf(tokensOf(before), tokensOf(after)).flatMap(({ removed, added, same }) => [
    ...runsOf(removed, 'removed'),
    ...runsOf(added, 'added'),
    ...runsOf(same, 'same'),
  ])
}

/** The whole of a line as runs of one change. */
export function wholeLine(
  content: readonly InlineJson[] = [],
  change: ComparedRun['change'],
): readonly ComparedRun[] {
  return runsOf(tokensOf(content), change)
}

/** All words of a line that are compared, those of its footnotes included. */
export function comparedText(content: readonly InlineJson[] = []): string {
  return tokensOf(content)
    .map(({ text }) => text)
    .join('')
}

/** Each change with what stays the same after it. */
export function changesOf<T extends Word>(before: readonly T[], after: readonly T[]): readonly Change<T>[] {
  const changes: Change<T>[] = []
  const parts = diffArrays([...before], [...after], { comparator: (one, other) => one.key === other.key })
  for (const { value, added, removed } of parts) {
    const last: Change<T> = changes.at(-1) ?? { removed: [], added: [], same: [] }
    // What follows a changed word and a space belongs to one changed phrase, not to two changes a space apart.
    const isOpen = last.same.length === 0
    if (!added && !removed) {
      changes.splice(-1, 1, { ...last, same: value })
    } else if (isOpen || (isReplacement(last) && last.same.every(isSpace))) {
      const phrase = {
        removed: [...last.removed, ...last.same],
        added: [...last.added, ...last.same],
        same: [],
      }
      changes.splice(-1, 1, withPart(phrase, value, added))
    } else {
      changes.push(withPart<T>({ removed: [], added: [], same: [] }, value, added))
    }
  }
  return changes.map(trimmed)
}

/** Without what both sides of a change end with. */
function trimmed<T extends Word>(change: Change<T>): Change<T> {
  const { removed, added, same } = change
  const [one, other] = [removed.at(-1), added.at(-1)]
  if (!one || one.key !== other?.key) return change
  return trimmed({ removed: removed.slice(0, -1), added: added.slice(0, -1), same: [one, ...same] })
}

function withPart<T>(change: Change<T>, value: readonly T[], isAdded: boolean): Change<T> {
  return isAdded
    ? { ...change, added: [...change.added, ...value] }
    : { ...change, removed: [...change.removed, ...value] }
}

function isReplacement({ removed, added }: Change<unknown>): boolean {
  return removed.length > 0 && added.length > 0
}

function isSpace({ text }: Word): boolean {
  return /^[^\S\n]+$/u.test(text)
}

function tokensOf(content: readonly InlineJson[]): readonly Token[] {
  return printInline(content).flatMap(tokensOfRun)
}

function tokensOfRun(run: PrintedRun): readonly Token[] {
  switch (run.part) {
    case 'break':
      return [token('\n', run.marks, 'text', 'hardBreak')]
    case 'text':
    case 'sign': {
      const { part, marks } = run
      return wordsOf(run.text).map((text) => token(text, marks, part, part))
    }
    case 'footnote':
      return run.content.flatMap(({ text, marks = [] }) =>
        wordsOf(text).map((word) => token(word, marks, 'footnote', 'footnote')),
      )
  }
}

function token(text: string, marks: readonly MarkJson[], part: Token['part'], type: string): Token {
  return { text, marks, part, key: `${type}${JSON.stringify(marks)} ${text}` }
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? []
}

function runsOf(tokens: readonly Token[], change: ComparedRun['change']): ComparedRun[] {
  const runs: (Omit<ComparedRun, 'text'> & { text: string })[] = []
  for (const { text, marks, part } of tokens) {
    const last = runs.at(-1)
    const isSame = last?.part === part && JSON.stringify(last.marks) === JSON.stringify(marks)
    if (last && isSame) last.text += text
    else runs.push({ text, marks, part, change })
  }
  return runs
}
