import type { ReleaseDetail } from '@samsyn/protocol'
import { type RefObject, useEffect, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CopyPassage } from './CopyPassage.tsx'
import type { ReleaseState } from './release-state.ts'
import { SearchInText } from './SearchInText.tsx'
import type { ShownText } from './text-language.ts'

interface Props {
  readonly release: ReleaseDetail
  readonly shown: ShownText
  readonly state: ReleaseState
  readonly head: RefObject<HTMLElement | null>
  readonly text: RefObject<HTMLElement | null>
}

/** Stays at the top of the screen: once the head of a text is out of sight, what the text is and who signed it; and the tools for it. */
export function ReleaseBar({ release, shown, state, head, text }: Props) {
  const t = useT('reading')
  const tCommon = useT('common')
  const time = useTime()
  const isHeadGone = useIsAbove(head)
  const standing = release.supporters.filter(
    (country) => !release.withdrawals.some((withdrawal) => withdrawal.country === country),
  )
  return (
    <div className="release-bar">
      {isHeadGone && (
        // The head says it all; this is for the eyes.
        <p className="release-strip" aria-hidden="true" data-strip>
          <strong>{t(`state.${state}`)}</strong>
          {release.corrigenda.length > 0 && (
            <strong data-corrected>{tCommon('withCorrigenda', { count: release.corrigenda.length })}</strong>
          )}
          {shown.translation && <strong>{t('translation.name')}</strong>}
          <span>{t('version', { number: release.version.number })}</span>
          <span>{release.reference}</span>
          <span>{time.stamp(release.releasedAt)}</span>
          <span>{standing.join(' ')}</span>
        </p>
      )}
      <SearchInText text={text} />
      <CopyPassage text={text} release={release} shown={shown} state={state} />
    </div>
  )
}

/** Whether something has been scrolled out of sight. */
function useIsAbove(element: RefObject<HTMLElement | null>): boolean {
  const [isAbove, setAbove] = useState(false)
  useEffect(() => {
    if (!element.current) return
    const observer = new IntersectionObserver(([entry]) => {
      if (entry) setAbove(!entry.isIntersecting && entry.boundingClientRect.top < 0)
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return isAbove
}
