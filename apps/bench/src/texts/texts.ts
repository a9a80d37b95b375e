import type { Content } from '../wire/client.ts'
import { writtenText } from './written-text.ts'

/** The documents that workloads begin with, each made once in a run of the driver. */
export interface Texts {
  /** About what the published writing trace holds: 260,000 keystrokes. */
  readonly large: Content
  /** 20,000 keystrokes. */
  readonly middle: Content
  /** 2,000 keystrokes. */
  readonly small: Content
}

const author = 700_000_001

/** Makes each text when it is first asked for. */
export function createTexts(): Texts {
  const once = (edits: number, seed: number) => {
    let content: Content | undefined
    return () => {
      content ??= writtenText({ edits, seed, clientId: author })
      return content
    }
  }
  const large = once(260_000, 4)
  const middle = once(20_000, 5)
  const small = once(2_000, 3)
  return {
    get large() {
      return large()
    },
    get middle() {
      return middle()
    },
    get small() {
      return small()
    },
  }
}
