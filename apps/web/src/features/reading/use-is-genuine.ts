import type { DocJson } from '@samsyn/editor'
import { useContext, useEffect, useMemo, useState } from 'react'
import { DrawnContext } from './drawn-context.ts'
import { shownRelease } from './drawn-page.ts'
import { isGenuineText } from './release-state.ts'

/**
 * Whether a text is the one that was signed off. Of a text that came drawn the server's word holds until this page has made sure by
 * itself, a moment later; any other one is looked at before it is shown.
 */
export function useIsGenuine(doc: DocJson, signedHash: string): boolean {
  const drawn = useContext(DrawnContext)
  const isGiven = drawn !== null && shownRelease(drawn)?.doc === (doc as unknown)
  const [isRefuted, setRefuted] = useState(false)
  useEffect(() => {
    if (!isGiven) return
    const timer = setTimeout(() => setRefuted(!isGenuineText(doc, signedHash)))
    return () => clearTimeout(timer)
  }, [isGiven, doc, signedHash])
  return useMemo(
    () => (isGiven ? !isRefuted && drawn.isGenuine === true : isGenuineText(doc, signedHash)),
    [isGiven, isRefuted, drawn, doc, signedHash],
  )
}
