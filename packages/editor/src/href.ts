const safeSchemes = new Set(['https:', 'http:', 'mailto:'])

/** Whether an address may stand in a document: absolute, and of a scheme that runs nothing. */
export function isSafeHref(href: string): boolean {
  return URL.canParse(href) && safeSchemes.has(new URL(href).protocol)
}
