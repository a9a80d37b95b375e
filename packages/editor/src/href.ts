const safeSchemes = new Set(['https:', 'http:', 'mailto:'])

/** Whether a value may stand as an address in a document: absolute, and of a scheme that runs nothing. */
export function isSafeHref(href: unknown): href is string {
  return typeof href === 'string' && URL.canParse(href) && safeSchemes.has(new URL(href).protocol)
}
