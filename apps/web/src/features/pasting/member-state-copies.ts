import type { Extension } from '@tiptap/core'
import { copyMark } from './copy-mark.ts'

const mark = copyMark('member-states')

/** Marks what leaves a draft that is read by the Member States alone. */
export function markMemberStateCopies(positionId: string): Extension {
  return mark.extension(positionId)
}

/** Whether something that is pasted or dropped comes from a draft that is read by the Member States alone. */
export function isOfMemberStates(data: Pick<DataTransfer, 'getData'>): boolean {
  return mark.originOf(data) !== null
}
