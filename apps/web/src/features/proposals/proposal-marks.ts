import type { Proposal } from '@samsyn/protocol'
import { type Editor, Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { placeProposals } from './proposal-places.ts'

interface Shown {
  readonly proposals: readonly Proposal[]
  readonly active: string | null
  /** What is said of a proposal when the pointer rests on it. */
  readonly describe: (proposal: Proposal) => string
}

interface Marks extends Shown {
  readonly decorations: DecorationSet
}

const key = new PluginKey<Marks>('proposalMarks')

/** Shows which proposals stand at the text, and which of them is being looked at. */
export function showProposals(editor: Editor, shown: Shown): void {
  if (editor.isDestroyed) return
  const isAny = shown.proposals.length > 0 || (key.getState(editor.state)?.proposals.length ?? 0) > 0
  if (isAny) editor.view.dispatch(editor.state.tr.setMeta(key, shown))
}

/** Marks where in the text something is proposed; nothing of it is in the text. */
export const ProposalMarks = Extension.create({
  name: 'proposalMarks',
  addProseMirrorPlugins: () => [
    new Plugin<Marks>({
      key,
      state: {
        init: () => ({ proposals: [], active: null, describe: () => '', decorations: DecorationSet.empty }),
        apply(transaction, before, _old, state) {
          const shown: Shown = transaction.getMeta(key) ?? before
          // What others write replaces whole nodes: their passages are found anew. One's own moves them along.
          const isTheirs = Boolean(ySyncPluginKey.getState(state)?.isChangeOrigin)
          if (shown !== before || (transaction.docChanged && isTheirs)) {
            return { ...shown, decorations: decorate(state, shown) }
          }
          if (!transaction.docChanged) return before
          return { ...before, decorations: before.decorations.map(transaction.mapping, transaction.doc) }
        },
      },
      props: { decorations: (state) => key.getState(state)?.decorations },
    }),
  ],
})

function decorate(state: EditorState, { proposals, active, describe }: Shown): DecorationSet {
  const byId = new Map(proposals.map((proposal) => [proposal.id, proposal]))
  const decorations = placeProposals(state, proposals).flatMap(({ proposalId, from, to }) => {
    const proposal = byId.get(proposalId)
    if (!proposal) return []
    const { kind, text, proposer } = proposal
    const attributes = {
      'data-proposal': proposalId,
      title: describe(proposal),
      ...(proposer.country ? { 'data-country': proposer.country.toLowerCase() } : {}),
      ...(proposalId === active ? { 'data-active': 'true' } : {}),
    }
    if (kind === 'replace') {
      const change = text === '' ? 'deletion' : 'replacement'
      return [Decoration.inline(from, to, { class: 'proposal-mark', 'data-change': change, ...attributes })]
    }
    const [at, side] = kind === 'insert_before' ? [from, -1] : [to, 1]
    return [Decoration.widget(at, () => insertionSign(attributes), { side, ignoreSelection: true })]
  })
  return DecorationSet.create(state.doc, decorations)
}

function insertionSign(attributes: Readonly<Record<string, string>>): HTMLElement {
  const sign = document.createElement('span')
  sign.className = 'proposal-sign'
  sign.setAttribute('aria-hidden', 'true')
  for (const [name, value] of Object.entries(attributes)) sign.setAttribute(name, value)
  sign.textContent = '+'
  return sign
}
