import type { ChangeCount, Comparison, DocJson, TemplateLanguage } from '@samsyn/editor'

/** What the comparing thread is asked. */
export interface ComparisonQuestion {
  readonly before: DocJson
  readonly after: DocJson
  /** What each must hash to, where that is known. */
  readonly hashes: readonly [string, string] | null
  /** The language that both are in; null where their lines are compared without the numbers they have in print. */
  readonly language: TemplateLanguage | null
}

/** What it tells, in this order: the count at once, how far it is, and the end. */
export type ComparisonNews =
  | { readonly kind: 'counted'; readonly count: ChangeCount; readonly areGenuine: boolean }
  | { readonly kind: 'progress'; readonly done: number; readonly of: number }
  | { readonly kind: 'compared'; readonly comparison: Comparison }
  | { readonly kind: 'too_large' }

/** How far a comparison is. */
export type Comparing =
  | { readonly kind: 'counting' }
  | {
      readonly kind: 'comparing'
      readonly count: ChangeCount
      readonly progress: { readonly done: number; readonly of: number } | null
      readonly areGenuine: boolean
    }
  | {
      readonly kind: 'compared'
      readonly comparison: Comparison
      readonly areGenuine: boolean
    }
  /** Told before it was begun, given up after a while, or more than a page can show. */
  | { readonly kind: 'too_large'; readonly count: ChangeCount; readonly areGenuine: boolean }
  | { readonly kind: 'failed' }

/** What a page knows after hearing news. */
export function heard(now: Comparing, news: ComparisonNews): Comparing {
  switch (news.kind) {
    case 'counted':
      return { kind: 'comparing', count: news.count, progress: null, areGenuine: news.areGenuine }
    case 'progress':
      return now.kind === 'comparing' ? { ...now, progress: { done: news.done, of: news.of } } : now
    case 'compared':
      return now.kind === 'comparing'
        ? { kind: 'compared', comparison: news.comparison, areGenuine: now.areGenuine }
        : now
    case 'too_large':
      return tooLarge(now)
  }
}

/** A comparison that is given up: what was counted is all there is to show. */
export function tooLarge(now: Comparing): Comparing {
  return now.kind === 'comparing'
    ? { kind: 'too_large', count: now.count, areGenuine: now.areGenuine }
    : { kind: 'failed' }
}
