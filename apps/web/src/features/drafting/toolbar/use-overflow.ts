import { type RefObject, useLayoutEffect, useState } from 'react'

/**
 * Which tools have no room in the one row of a bar. Tools carry their names as `data-item`, the menu for the others
 * `data-more`. In the order given, the first ones go first.
 */
export function useOverflow(bar: RefObject<HTMLElement | null>, order: readonly string[]): readonly string[] {
  const [gone, setGone] = useState('')
  useLayoutEffect(() => {
    const row = bar.current
    if (!row) return
    // The room changes with each key between a few widths, by the words *saved* and *saving* beside it: each is measured once.
    const known = new Map<string, string>()
    const look = () => {
      const { offsetWidth: first = 0 } = (row.firstElementChild as HTMLElement | null) ?? {}
      const place = [row.clientWidth, first, row.textContent].join(' ')
      const leaving = known.get(place) ?? fit()
      known.set(place, leaving)
      setGone(leaving)
    }
    // What is shown here for measuring is what React shows next, so the two never disagree.
    const fit = (): string => {
      const items = new Map(
        [...row.querySelectorAll<HTMLElement>('[data-item]')].map((item) => [item.dataset.item, item]),
      )
      const more = row.querySelector<HTMLElement>('[data-more]')
      if (!more) return ''
      const overflows = () => row.scrollWidth > row.clientWidth
      for (const item of items.values()) item.hidden = false
      more.hidden = true
      const leaving: string[] = []
      for (const name of order) {
        if (!overflows()) break
        const item = items.get(name)
        if (!item) continue
        more.hidden = false
        item.hidden = true
        leaving.push(name)
      }
      return leaving.join(' ')
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(row)
    // The letters on the first button may come with a font of their own, and change with the language.
    if (row.firstElementChild) observer.observe(row.firstElementChild)
    return () => observer.disconnect()
  }, [bar, order])
  return gone === '' ? [] : gone.split(' ')
}
