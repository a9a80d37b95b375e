import { childOf, childrenOf, numberOf, wordValue, type XmlElement } from './xml.ts'

/** How a list paragraph is numbered. */
export interface ListMark {
  /** What tells its list from another: the same for all items of one. */
  readonly list: string
  readonly level: number
  readonly isOrdered: boolean
  /** The number of this item. */
  readonly number: number
  /** Whether it is written in letters or Roman numerals. */
  readonly isLettered: boolean
}

/** The numberings of a file, counting as its paragraphs go by. */
export interface Numberings {
  /** The mark of a paragraph with these numbering properties; null where it has none that can be seen. */
  next(properties: XmlElement | undefined): ListMark | null
}

interface Level {
  readonly format: string
  readonly start: number
}

const plain: Level = { format: 'decimal', start: 1 }
const deepest = 8

/** Reads the numberings. */
export function readNumberings(part: XmlElement | null): Numberings {
  const abstracts = new Map(
    childrenOf(part ?? undefined, 'w:abstractNum').map((each) => [each.attributes['w:abstractNumId'], each]),
  )
  const numbers = new Map(
    childrenOf(part ?? undefined, 'w:num').map((each) => [each.attributes['w:numId'], each]),
  )
  /** How far each list has counted. */
  const counters = new Map<string, number>()
  /** The list that each definition counts at each level now. */
  const lists = new Map<string, string>()
  /** The lists of the numberings that begin anew. */
  const begun = new Map<string, string>()

  const abstractOf = (number: XmlElement) => {
    const own = abstracts.get(wordValue(childOf(number, 'w:abstractNumId')))
    const linked = wordValue(childOf(own, 'w:numStyleLink'))
    if (linked === undefined) return own
    return [...abstracts.values()].find((each) => wordValue(childOf(each, 'w:styleLink')) === linked) ?? own
  }

  function levelOf(number: XmlElement, at: number): Level & { readonly isOverridden: boolean } {
    const override = childrenOf(number, 'w:lvlOverride').find(
      ({ attributes }) => numberOf(attributes['w:ilvl']) === at,
    )
    const start = numberOf(wordValue(childOf(override, 'w:startOverride')))
    const level =
      childOf(override, 'w:lvl') ??
      childrenOf(abstractOf(number), 'w:lvl').find(({ attributes }) => numberOf(attributes['w:ilvl']) === at)
    return {
      format: wordValue(childOf(level, 'w:numFmt')) ?? plain.format,
      start: start ?? numberOf(wordValue(childOf(level, 'w:start'))) ?? plain.start,
      isOverridden: start !== null,
    }
  }

  return {
    next(properties) {
      const id = wordValue(childOf(properties, 'w:numId'))
      const number = id === undefined ? undefined : numbers.get(id)
      if (id === undefined || !number) return null
      const level = Math.min(Math.max(numberOf(wordValue(childOf(properties, 'w:ilvl'))) ?? 0, 0), deepest)
      const { format, start, isOverridden } = levelOf(number, level)
      if (format === 'none') return null
      const definition = wordValue(childOf(number, 'w:abstractNumId')) ?? ''
      const list = listOf(`${definition} ${level}`, isOverridden ? `${id} ${level}` : null)
      const count = (counters.get(list) ?? start - 1) + 1
      counters.set(list, count)
      for (let deeper = level + 1; deeper <= deepest; deeper += 1) {
        counters.delete(lists.get(`${definition} ${deeper}`) ?? '')
      }
      const isOrdered = format !== 'bullet'
      return {
        list,
        level,
        isOrdered,
        number: count,
        isLettered: isOrdered && !format.startsWith('decimal'),
      }
    },
  }

  /** All that are numbered by one definition are one list, until a numbering comes that begins anew. */
  function listOf(definition: string, anew: string | null): string {
    const known = anew === null ? lists.get(definition) : begun.get(anew)
    const list = known ?? `list ${lists.size} ${begun.size}`
    if (anew !== null) begun.set(anew, list)
    lists.set(definition, list)
    return list
  }
}
