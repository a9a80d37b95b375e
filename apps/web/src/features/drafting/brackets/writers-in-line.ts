import { bracketById } from '@samsyn/editor'
import type { Editor } from '@tiptap/core'
import { relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import type { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { type PersonHere, personOf } from '../connection/use-people-here.ts'

/**
 * Who has the caret in the line of a bracket at this moment, oneself apart. When a bracket goes, the line is written anew,
 * and what somebody is typing into it at that very moment goes with it (ADR 10).
 */
export function writersInLine(
  editor: Editor,
  awareness: WebsocketProvider['awareness'],
  bracketId: string,
): readonly PersonHere[] {
  const { state } = editor
  const { doc, type, binding } = ySyncPluginKey.getState(state) ?? {}
  const bracket = bracketById(state.doc, bracketId)
  if (!doc || !type || !binding || !bracket) return []
  const $at = state.doc.resolve(bracket.at)
  const depth = lineDepth($at)
  const [start, end] = [$at.start(depth), $at.end(depth)]
  const found = new Map<string, PersonHere>()
  for (const [clientId, told] of awareness.getStates()) {
    const person = personOf(told.user)
    const head = (told.cursor as { readonly head?: Y.RelativePosition } | null | undefined)?.head
    if (clientId === awareness.clientID || !person || !head) continue
    const position = relativePositionToAbsolutePosition(doc, type, head, binding.mapping)
    if (position !== null && start <= position && position <= end) found.set(person.personId, person)
  }
  return [...found.values()]
}

function lineDepth($position: ReturnType<Editor['state']['doc']['resolve']>): number {
  let depth = $position.depth
  while (depth > 0 && !$position.node(depth).isTextblock) depth -= 1
  return depth
}
