import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { goTo } from './use-place.ts'

/** A link within the reading page; a new tab, a copied address and the middle button stay the browser's. */
export function PlaceLink({
  href,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & { readonly href: string }) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    goTo(href)
  }
  return <a href={href} onClick={follow} {...rest} />
}
