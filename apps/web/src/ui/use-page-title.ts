import { type RefObject, useEffect, useRef } from 'react'

const product = 'Samsyn'

/**
 * Names the browser's tab and gives the h1 its ref: after a navigation within the page focus moves to it, so that a
 * screen reader says where one is; on the first load it stays where the browser put it.
 */
export function usePageTitle(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = title === product ? product : `${title} · ${product}`
  }, [title])
  useEffect(() => {
    if (document.documentElement.dataset.navigated === 'true') heading.current?.focus({ preventScroll: true })
  }, [])
  return heading
}
