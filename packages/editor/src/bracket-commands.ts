import { Extension } from '@tiptap/core'
import { Fragment, type Node, type Schema } from '@tiptap/pm/model'
import { TextSelection, type Transaction } from '@tiptap/pm/state'
import { bracketAt, bracketById, type PlacedNode, wordingById } from './bracket-places.ts'
import { bracketableRanges } from './bracketable-ranges.ts'
import { type BracketKind, type SupporterCountry, supporterCountries } from './doc-json.ts'
import { plainGroupAt } from './plain-groups.ts'

/** What whoever sits at this page may do with brackets; the server says it with the position. */
export interface BracketRights {
  /** The delegations they speak for. Whoever speaks for none puts nothing in brackets. */
  readonly supportsFor: readonly SupporterCountry[]
  /** Whether they settle brackets: accept a wording, or take the brackets off. */
  readonly mayResolve: boolean
}

interface BracketStorage {
  rights: BracketRights
}

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    brackets: {
      /** Puts what is selected in a bracket, each line in one of its own; without a selection, a bracket to write in. */
      putInBracket: (kind: BracketKind) => ReturnType
      /** Adds a wording with the own support to a bracket (by default the one at the caret), and goes there to write. */
      addWording: (bracketId?: string) => ReturnType
      setBracketKind: (bracketId: string, kind: BracketKind) => ReturnType
      /** Adds or withdraws the support of a delegation that the person speaks for, and of no other. */
      setSupport: (wordingId: string, country: SupporterCountry, isSupported: boolean) => ReturnType
      /** Settles a bracket: this wording stays, without the bracket; the others go. */
      acceptWording: (wordingId: string) => ReturnType
      /** Takes a wording out that no other delegation supports; the last one stays. */
      removeWording: (wordingId: string) => ReturnType
      /** Takes the bracket off and decides nothing: its wordings stand in square brackets that are mere characters. */
      dissolveBracket: (bracketId: string) => ReturnType
      /** Makes a bracket of the square brackets around the caret that are mere characters, stacked ones its wordings. */
      typeBracket: () => ReturnType
    }
  }
  interface Storage {
    brackets: BracketStorage
  }
}

/** Commands on brackets. Each is refused to whom `storage.brackets.rights` does not give the right: at first, everybody. */
export const Brackets = Extension.create<{ newId: () => string }, BracketStorage>({
  name: 'brackets',
  addOptions: () => ({ newId: () => crypto.randomUUID() }),
  addStorage: () => ({ rights: { supportsFor: [], mayResolve: false } }),
  addCommands() {
    const { newId } = this.options
    const rights = () => this.storage.rights
    const mayPropose = () => rights().supportsFor.length > 0
    return {
      putInBracket:
        (kind) =>
        ({ state: { selection, schema }, tr, dispatch }) => {
          const ranges = bracketableRanges(selection)
          const [first] = ranges
          if (!mayPropose() || first === undefined) return false
          if (!dispatch) return true
          markAsBracketWork(tr)
          // From the end, so that what comes before keeps its place.
          for (const { from, to } of [...ranges].reverse()) {
            const wording = wordingNode(schema, newId(), [], tr.doc.slice(from, to).content)
            tr.replaceWith(from, to, bracketNode(schema, newId(), kind, [wording]))
          }
          const start = first.from + 2
          const end = ranges.length === 1 ? start + first.to - first.from : start
          tr.setSelection(TextSelection.create(tr.doc, start, end)).scrollIntoView()
          return true
        },
      addWording:
        (bracketId) =>
        ({ state: { doc, schema, selection }, tr, dispatch }) => {
          const bracket = bracketId === undefined ? bracketAt(selection) : bracketById(doc, bracketId)
          if (!mayPropose() || !bracket) return false
          if (!dispatch) return true
          markAsBracketWork(tr)
          const at = bracket.at + bracket.node.nodeSize - 1
          if (bracket.node.attrs.kind === 'unagreed') tr.setNodeAttribute(bracket.at, 'kind', 'alternative')
          tr.insert(at, wordingNode(schema, newId(), rights().supportsFor))
          tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView()
          return true
        },
      setBracketKind:
        (bracketId, kind) =>
        ({ tr, dispatch }) => {
          const bracket = bracketById(tr.doc, bracketId)
          if (!mayPropose() || !bracket) return false
          if (dispatch) markAsBracketWork(tr).setNodeAttribute(bracket.at, 'kind', kind)
          return true
        },
      setSupport:
        (wordingId, country, isSupported) =>
        ({ tr, dispatch }) => {
          const wording = wordingById(tr.doc, wordingId)
          if (!wording || !rights().supportsFor.includes(country)) return false
          if (dispatch) tr.setNodeAttribute(wording.at, country, isSupported ? true : null)
          return true
        },
      acceptWording:
        (wordingId) =>
        ({ tr, dispatch }) => {
          const wording = wordingById(tr.doc, wordingId)
          if (!rights().mayResolve || !wording) return false
          if (!dispatch) return true
          markAsBracketWork(tr)
          if (wording.node.childCount === 0) tr.delete(...blankBefore(tr.doc, wording.bracket))
          const at = tr.mapping.map(wording.bracket.at)
          replaceBracket(tr, { node: wording.bracket.node, at }, wording.node.content)
          return true
        },
      removeWording:
        (wordingId) =>
        ({ tr, dispatch }) => {
          const wording = wordingById(tr.doc, wordingId)
          if (!mayPropose() || !wording || wording.bracket.node.childCount < 2) return false
          const { supportsFor } = rights()
          const isOthers = (country: SupporterCountry) =>
            wording.node.attrs[country] === true && !supportsFor.includes(country)
          if (supporterCountries.some(isOthers)) return false
          if (dispatch) markAsBracketWork(tr).delete(wording.at, wording.at + wording.node.nodeSize)
          return true
        },
      dissolveBracket:
        (bracketId) =>
        ({ tr, dispatch, state: { schema } }) => {
          const bracket = bracketById(tr.doc, bracketId)
          if (!rights().mayResolve || !bracket) return false
          if (dispatch) replaceBracket(markAsBracketWork(tr), bracket, inCharacters(schema, bracket.node))
          return true
        },
      typeBracket:
        () =>
        ({ state: { selection, schema }, tr, dispatch }) => {
          const group = plainGroupAt(selection.$from)
          if (!mayPropose() || !group) return false
          if (!dispatch) return true
          markAsBracketWork(tr)
          const { supportsFor } = rights()
          const wordings = group.wordings.map(({ named, from, to }) => {
            const own = supportsFor.filter((country) => named.includes(country))
            return wordingNode(schema, newId(), own, tr.doc.slice(from, to).content)
          })
          const kind = wordings.length > 1 ? 'alternative' : 'unagreed'
          tr.replaceWith(group.from, group.to, bracketNode(schema, newId(), kind, wordings))
          tr.setSelection(TextSelection.create(tr.doc, group.from + 2)).scrollIntoView()
          return true
        },
    }
  },
})

const key = 'bracketWork'

function markAsBracketWork(tr: Transaction): Transaction {
  return tr.setMeta(key, true)
}

/** Whether a transaction puts text in a bracket, changes its wordings or settles it: that can be done, and not be suggested. */
export function isBracketWork(transaction: Transaction): boolean {
  return transaction.getMeta(key) === true
}

function bracketNode(schema: Schema, id: string, kind: BracketKind, wordings: readonly Node[]): Node {
  return schema.node('bracket', { id, kind }, [...wordings])
}

function wordingNode(
  schema: Schema,
  id: string,
  supporters: readonly SupporterCountry[],
  content: Fragment = Fragment.empty,
): Node {
  const support = Object.fromEntries(supporters.map((country) => [country, true]))
  return schema.node('alternative', { id, ...support }, content)
}

/** Puts content where a bracket stood, with the caret behind it. */
function replaceBracket(tr: Transaction, { node, at }: PlacedNode, content: Fragment): void {
  tr.replaceWith(at, at + node.nodeSize, content)
  tr.setSelection(TextSelection.create(tr.doc, at + content.size)).scrollIntoView()
}

/** The blank before a bracket that nothing needs once the bracket is gone and nothing stands in its place; from and to. */
function blankBefore(doc: Node, { node, at }: PlacedNode): readonly [from: number, to: number] {
  const before = doc.resolve(at).nodeBefore?.text ?? ''
  const after = doc.resolve(at + node.nodeSize).nodeAfter
  const isNeedless = before.endsWith(' ') && (after === null || /^[\s.,;:!?)\]]/.test(after.text ?? ''))
  return [isNeedless ? at - 1 : at, at]
}

/** The wordings of a bracket in plain square brackets, side by side. Who supports them is not said: characters prove nothing. */
function inCharacters(schema: Schema, bracket: Node): Fragment {
  const parts: Node[] = []
  bracket.forEach((wording, _offset, index) => {
    parts.push(schema.text(index === 0 ? '[' : ' ['))
    if (wording.childCount === 0) parts.push(schema.text('–'))
    wording.forEach((node) => {
      parts.push(node)
    })
    parts.push(schema.text(']'))
  })
  return Fragment.fromArray(parts)
}
