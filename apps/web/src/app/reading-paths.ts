/** Whether an address is one of the light pages, which are a bundle of their own. */
export function isReadingPath(path: string): boolean {
  return /^\/(?:read|meetings\/[^/?#]+\/folder)(?:[/?#]|$)/.test(path)
}
