import type { TaskMeta } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    /** What a fault test counted, for `docs/reliability.md`. */
    figures?: Readonly<Record<string, number>>
  }
}

/** Whether the long form was asked for: `npm run test:faults`. */
export const isLong = process.env.FAULTS === 'long'

/** What every random choice of the fault tests comes from. */
export const seed = Number(process.env.FAULTS_SEED ?? 20_260_302)

/** Leaves what a test counted where the report finds it, and says it. */
export function report(meta: TaskMeta, what: string, figures: Readonly<Record<string, number>>): void {
  meta.figures = figures
  const said = Object.entries(figures).map(([name, figure]) => `${name} ${figure}`)
  process.stdout.write(`${what}: seed ${seed}, ${said.join(', ')}\n`)
}

/** Sentences that say who typed them, so that a text can be searched for lost, doubled and misattributed ones. */
export const sentencePattern = /«(\d+) ([\w-]+) (\d+)»/g

export function sentenceOf(round: number, personId: string, number: number): string {
  return `«${round} ${personId} ${number}»`
}

/** How often each sentence is in a text. */
export function countSentences(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const [sentence] of text.matchAll(sentencePattern)) {
    counts.set(sentence, (counts.get(sentence) ?? 0) + 1)
  }
  return counts
}

/** What is wrong with a text that owes these sentences: those it lacks, and those that are in it twice. */
export function faultsOf(owed: Iterable<string>, text: string): readonly string[] {
  const counts = countSentences(text)
  const lost = [...owed].filter((sentence) => !counts.has(sentence)).map((sentence) => `lost: ${sentence}`)
  const doubled = [...counts].filter(([, count]) => count > 1).map(([sentence]) => `doubled: ${sentence}`)
  return [...lost, ...doubled]
}
