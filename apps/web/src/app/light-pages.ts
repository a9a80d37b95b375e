export type LightPages = typeof import('./pages.ts')

/** Loads the light pages; they come along with every page but that of a text, which loads them when the text is there. */
export function lightPages(): Promise<LightPages> {
  return import('./pages.ts')
}
