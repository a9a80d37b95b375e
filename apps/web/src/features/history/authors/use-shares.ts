import type { CountryCode } from '@samsyn/domain'
import { countryCodes } from '@samsyn/domain'
import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import { colouredPassages, shownTaken } from './author-colours.ts'
import type { AuthorPassage } from './passages.ts'

interface Place {
  readonly from: number
  readonly to: number
}

/** How much of the text a delegation wrote, and where. */
export interface Share {
  /** Null for who acts for no country, such as the secretariat. */
  readonly country: CountryCode | null
  readonly characters: number
  readonly places: readonly Place[]
}

export interface Shares {
  /** In the neutral order of the countries. */
  readonly shares: readonly Share[]
  /** Where words were taken from others. */
  readonly taken: readonly Place[]
}

/** So long after the last key the shares are counted anew. */
const countAfter = 500

const none: Shares = { shares: [], taken: [] }

/** The shares of the delegations in the text that is coloured now. */
export function useShares(editor: Editor): Shares {
  const [shares, setShares] = useState(none)
  useEffect(() => {
    let counting: ReturnType<typeof setTimeout> | undefined
    const count = () => {
      const { state } = editor
      setShares({ shares: sharesOf(colouredPassages(state)), taken: shownTaken(state) })
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
  }, [editor])
  return shares
}

function sharesOf(passages: readonly AuthorPassage[]): readonly Share[] {
  const known = passages.filter(({ author }) => author !== undefined)
  const byCountry = Map.groupBy(known, ({ author }) => author?.country ?? null)
  return [...countryCodes, null].flatMap((country) => {
    const places = byCountry.get(country) ?? []
    const characters = places.reduce((sum, { from, to }) => sum + to - from, 0)
    return characters > 0 ? [{ country, characters, places }] : []
  })
}
