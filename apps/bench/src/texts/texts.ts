import type { Content } from '../wire/client.ts'
import { type Edit, keystrokes, revisions, writtenText } from './written-text.ts'

/** The documents that workloads begin with, each made once in a run of the driver. */
export interface Texts {
  /** About what the published writing trace holds: 260,000 keystrokes. */
  readonly large: Content
  /** 20,000 keystrokes. */
  readonly middle: Content
  /** 2,000 edits of a word each. */
  readonly small: Content
}

const author = 700_000_001

/** Makes each text when it is first asked for. */
export function createTexts(): Texts {
  const once = (edits: () => Iterable<Edit>) => {
    let content: Content | undefined
    return () => {
      content ??= writtenText(edits(), author)
      return content
    }
  }
  const large = once(() => keystrokes(260_000, 4))
  const middle = once(() => keystrokes(20_000, 5))
  const small = once(() => revisions(2_000, 3))
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
