import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { doc, p, section } from '../../test/builders.ts'
import { SuggestingPage } from '../../test/suggesting-page.ts'
import { docToUpdate, setters } from '../index.ts'

const start = docToUpdate(doc(section('a', 'T', [p('beta')])))

/** The ids of the letters under an insertion. */
function insertedLetters(ydoc: Y.Doc): readonly number[] {
  return setters(ydoc).formats.flatMap(({ line, name, from, to }) => {
    if (!name.startsWith('insertion')) return []
    const clients: number[] = []
    for (let item = line._start; item !== null; item = item.right) {
      if (!item.deleted && item.content instanceof Y.ContentString) {
        clients.push(...Array.from(item.content.str, () => item.id.client))
      }
    }
    return clients.slice(from, to)
  })
}

describe('a letter that is suggested beside the same letter', () => {
  // The first of all places in the text is in the title, which has one letter.
  const places = ['[b]beta', 'b[e]eta', 'be[t]ta', 'bet[a]a'] as const
  it.each(places)('[E123] is the one that the suggestion lies on: %s', (wanted) => {
    const page = new SuggestingPage(0, start)
    const at = (2 + wanted.indexOf('[')) / 7
    const letter = wanted.charAt(wanted.indexOf('[') + 1)
    page.change({ do: 'type', at, size: 0.9, from: 0, length: 0 }, { isSuggesting: true, typed: letter })
    const line = page.ydoc.getXmlFragment('default').toString()
    expect(line.replace(/<insertion[^>]*>(.*)<\/insertion[^>]*>/, '[$1]')).toContain(wanted)
    expect(insertedLetters(page.ydoc)).toEqual([page.ydoc.clientID])
  })

  it('[E123] and what others delete meanwhile is what they saw', () => {
    const [one, other] = [new SuggestingPage(0, start), new SuggestingPage(1, start)]
    one.change({ do: 'type', at: 3 / 7, size: 0.9, from: 0, length: 0 }, { isSuggesting: true, typed: 'e' })
    other.change(
      { do: 'erase', at: 3 / 7, size: 0.3, from: 0, length: 0 },
      { isSuggesting: false, typed: '' },
    )
    expect(other.text).toBe('Tbta')
    one.hear(other)
    expect(one.text).toBe('Tbeta')
    expect(insertedLetters(one.ydoc)).toEqual([one.ydoc.clientID])
  })
})
