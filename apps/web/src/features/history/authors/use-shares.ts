import { countryCodes } from '@samsyn/domain'
import type { Writer } from '@samsyn/protocol'
import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import { colouredPassages, shownTaken } from './author-colours.ts'
import type { AuthorGrouping } from './author-looks.ts'
import type { AuthorPassage } from './passages.ts'

interface Place {
  readonly from: number
  readonly to: number
}

/** How much of the text a delegation or a person wrote, and where. */
export interface Share {
  /** The person, or one of the delegation. */
  readonly author: Writer
  readonly characters: number
  readonly places: readonly Place[]
}

export interface Shares {
  /** In the neutral order of the countries, people by how much they wrote. */
  readonly shares: readonly Share[]
  /** Where words were taken from others. */
  readonly taken: readonly Place[]
}

/** So long after the last key the shares are counted anew. */
const countAfter = 500

const none: Shares = { shares: [], taken: [] }

/** The shares of delegations or people in the text that is coloured now. */
export function useShares(editor: Editor, by: AuthorGrouping): Shares {
  const [shares, setShares] = useState(none)
  useEffect(() => {
    let counting: ReturnType<typeof setTimeout> | undefined
    const count = () => {
      const { state } = editor
      setShares({ shares: sharesOf(colouredPassages(state), by), taken: shownTaken(state) })
    }
    const plan = () => {
      clearTimeout(counting)
      counting = setTimeout(count, countAfter)
    }
    count()
    editor.on('transaction', plan)
    return () => {
      clearTimeout(counting)
      editor.off('transaction', plan)
    }
  }, [editor, by])
  return shares
}

function sharesOf(passages: readonly AuthorPassage[], by: AuthorGrouping): readonly Share[] {
  const known = passages.flatMap(({ author, from, to }) => (author ? [{ author, from, to }] : []))
  const groups = Map.groupBy(known, ({ author }) => (by === 'person' ? author.id : author.country))
  const shares = [...groups.values()].flatMap((places) => {
    const [first] = places
    const characters = places.reduce((sum, { from, to }) => sum + to - from, 0)
    return first && characters > 0 ? [{ author: first.author, characters, places }] : []
  })
  return by === 'person'
    ? shares.sort((one, other) => other.characters - one.characters)
    : shares.sort((one, other) => orderOf(one.author) - orderOf(other.author))
}

/** Those who act for no country come last. */
function orderOf({ country }: Writer): number {
  return country === null ? countryCodes.length : countryCodes.indexOf(country)
}
