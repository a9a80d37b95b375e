import type { PositionDetail } from '@samsyn/protocol'
import type { Editor } from '@tiptap/core'
import { type ReactNode, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { type BegunProposal, beginProposal, ProposalForm } from './ProposalForm.tsx'
import { ProposeButton } from './ProposeButton.tsx'
import type { Proposals } from './use-proposals.ts'

/** What somebody who may only suggest does with a text. */
export interface Proposing {
  /** Begins a proposal about what is selected; what was written of one before stays. */
  readonly propose: () => void
  /** The way to begin one; null for everybody else. */
  readonly button: ReactNode
  /** The form while one is being written, else the way to begin one; null for everybody else. */
  readonly form: ReactNode
}

/** Whoever writes in the text suggests in it, and proposes nothing beside it. `onShow` is called where the form is to be seen. */
export function useProposing(
  editor: Editor | null,
  proposals: Proposals,
  { abilities, onShow }: { readonly abilities: PositionDetail['abilities']; readonly onShow: () => void },
): Proposing {
  const t = useT('proposals')
  const [begun, setBegun] = useState<BegunProposal | null>(null)
  const isMeant = abilities.suggest && !abilities.editDraft
  const propose = () => {
    if (!isMeant) return
    setBegun((before) => ({
      ...beginProposal(editor),
      ...(before ? { text: before.text, explanation: before.explanation } : {}),
    }))
    onShow()
  }
  if (!isMeant || !editor) return { propose, button: null, form: null }
  const button = <ProposeButton onPropose={propose} />
  if (!begun) return { propose, button, form: button }
  return {
    propose,
    button,
    form: (
      <ProposalForm
        label={t('propose')}
        readers={t('form.readers')}
        confirm={t('form.send')}
        editor={editor}
        begun={begun}
        isPassageFixed={false}
        onBegun={setBegun}
        propose={proposals.propose}
        onDone={() => setBegun(null)}
      />
    ),
  }
}
