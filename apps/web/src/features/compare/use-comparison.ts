import { useEffect, useState } from 'react'
import { type Comparing, type ComparisonNews, type ComparisonQuestion, heard, tooLarge } from './comparing.ts'

/** So long, in milliseconds, a comparison may take: measured, the largest that is begun takes 42 s on two shared cores. */
const longest = 60_000

/** Compares two texts in a thread of their own, so that the page goes on; null asks nothing. */
export function useComparison(question: ComparisonQuestion | null): Comparing {
  const [comparing, setComparing] = useState<Comparing>({ kind: 'counting' })
  const [asked, setAsked] = useState(question)
  if (asked !== question) {
    setAsked(question)
    setComparing({ kind: 'counting' })
  }
  useEffect(() => {
    if (!question) return
    const worker = new Worker(new URL('./compare-worker.ts', import.meta.url), { type: 'module' })
    const giveUp = () => {
      worker.terminate()
      setComparing(tooLarge)
    }
    const timer = setTimeout(giveUp, longest)
    worker.addEventListener('message', ({ data: news }: MessageEvent<ComparisonNews>) => {
      setComparing((now) => heard(now, news))
      if (news.kind === 'compared' || news.kind === 'too_large') clearTimeout(timer)
    })
    // It ran out of memory, most likely; what was counted stays.
    worker.addEventListener('error', giveUp)
    worker.postMessage(question)
    return () => {
      clearTimeout(timer)
      worker.terminate()
    }
  }, [question])
  return comparing
}
