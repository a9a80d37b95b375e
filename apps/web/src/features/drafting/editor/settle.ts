import { lineKeys } from '@samsyn/editor'
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { isCurrent } from '../connection/connection-state.ts'
import type { ConnectionStates } from '../connection/connection-states.ts'
import type { DraftConnection } from '../connection/draft-connection.ts'

/** Why something was not settled here; nothing was changed. */
export type NotSettled =
  /** Somebody else settles it at this instant, or writes the same lines anew. */
  | { readonly kind: 'by_another'; readonly name: string }
  /** Somebody else has settled it meanwhile; the name is empty where it is not known. */
  | { readonly kind: 'gone'; readonly name: string }
  /** Nobody hears of it at present. */
  | { readonly kind: 'unheard' }

declare module '@tiptap/core' {
  interface EditorEvents {
    /** Something was not settled, because another person does or did. */
    notSettled: NotSettled
  }
}

/** Where something is settled: the draft that it is in, and its line. */
export interface SettlingPlace {
  readonly connection: DraftConnection
  readonly states: ConnectionStates
}

/** What is to be settled. */
export interface Settling {
  /** The lines whose words are written anew by it, in a text; null where there is nothing left to settle. */
  readonly lines: (doc: Node) => readonly number[] | null
  readonly work: () => void
}

/** Lines are other ones when somebody wrote them anew meanwhile; not again and again. */
const attempts = 3

/**
 * Settles something in the text. Where that writes words anew the server is asked for the lines first, and gives them to one
 * person alone; what others wrote before has come with its answer (ADR 60). Null when it is settled.
 */
export async function settle(
  editor: Editor,
  { connection, states }: SettlingPlace,
  { lines, work }: Settling,
): Promise<NotSettled | null> {
  let name = ''
  let held: readonly string[] = []
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const places = editor.isDestroyed ? null : lines(editor.state.doc)
    if (places === null) return { kind: 'gone', name }
    const keys = keysOf(editor, places)
    if (keys.length === 0) {
      work()
      return null
    }
    if (!isCurrent(states.now)) return { kind: 'unheard' }
    const answer = await connection.settle(keys)
    if (answer === null || answer.code === 'not_writable') return { kind: 'unheard' }
    if (answer.code === 'settled_by_another') return { kind: 'by_another', name: answer.name }
    name = answer.name
    held = keys
    try {
      const now = editor.isDestroyed ? null : lines(editor.state.doc)
      if (now === null) return { kind: 'gone', name }
      if (keysOf(editor, now).every((key) => held.includes(key))) {
        work()
        return null
      }
    } finally {
      answer.done()
    }
  }
  return { kind: 'by_another', name }
}

function keysOf(editor: Editor, lines: readonly number[]): readonly string[] {
  if (lines.length === 0) return []
  const { type: fragment } = ySyncPluginKey.getState(editor.state) as { readonly type: Y.XmlFragment }
  return lineKeys(fragment, editor.state.doc, lines)
}
