import { compareTexts } from './compare-texts.ts'
import type { ComparisonQuestion } from './comparing.ts'

addEventListener('message', ({ data }: MessageEvent<ComparisonQuestion>) => {
  compareTexts(data, (news) => postMessage(news))
})
