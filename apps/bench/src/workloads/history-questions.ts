import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as Y from 'yjs'
import type { SharedText } from '../texts/shared-text.ts'
import { textName } from '../texts/written-text.ts'
import type { Metrics } from './workload.ts'

/**
 * Asks Samsyn's log who wrote the whole text, who removed what, and what it said half-way, and checks the answers. It
 * runs in this process on the closed data folder, with the code of the checkout that is measured.
 */
export async function askHistory(
  home: string,
  {
    folder,
    document,
    shared,
  }: { readonly folder: string; readonly document: string; readonly shared: SharedText },
): Promise<Metrics> {
  const load = (path: string): Promise<unknown> => import(pathToFileURL(join(home, path)).href)
  // A checkout is chosen when the driver runs; what it exports is checked by the build of this one.
  const { openStorage } = (await load('packages/storage/src/index.ts')) as typeof import('@samsyn/storage')
  const { readHistory, stateAt } = (await load('packages/sync/src/index.ts')) as typeof import('@samsyn/sync')

  const storage = await openStorage({ kind: 'sqlite', path: join(folder, 'samsyn.sqlite') })
  try {
    const reading = performance.now()
    const entries = await storage.updateLog.history(document)
    const read = performance.now()
    const passages = readHistory(entries).passages(textName)
    const told = performance.now()
    const removed = readHistory(entries).removedPassages(textName)
    const removals = performance.now()
    const then = entries[Math.floor(entries.length / 2)]?.at ?? ''
    const state = stateAt(entries, then)
    const looked = performance.now()

    check(passages.map(({ text }) => text).join('') === shared.text, 'the passages are not the text')
    check(
      new Set(passages.map(({ personId }) => personId)).size === shared.clientIds.length,
      'an author is missing',
    )
    check(removed.length > 0, 'nothing was ever removed')
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, state)
    check(ydoc.getText(textName).length > 0, 'there was no text half-way')
    return {
      'read log': read - reading,
      'who wrote it': told - read,
      'who removed what': removals - told,
      'text at a time': looked - removals,
    }
  } finally {
    await storage.close()
  }
}

function check(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(`Samsyn's history is wrong: ${what}`)
}
