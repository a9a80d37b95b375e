import type { Extension } from '@tiptap/core'
import { copyMark } from './copy-mark.ts'

const mark = copyMark('member-states')

/** Marks what leaves a draft that is marked for the Member States alone, to whomever else that one is releasable. */
export function markMemberStateCopies(positionId: string): Extension {
  return mark.extension(positionId)
}

/** Whether something that is pasted or dropped comes from a draft for the Member States alone, another one than where it goes in. */
export function isOfMemberStates(data: Pick<DataTransfer, 'getData'>, positionId: string): boolean {
  const origin = mark.originOf(data)
  return origin !== null && origin !== positionId
}
