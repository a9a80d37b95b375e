import { NotePencilIcon } from '@navikt/aksel-icons'
import { useT } from '../../i18n/i18n.ts'
import { keyText } from '../drafting/toolbar/toolbar-items.ts'

/** Begins a proposal about what is selected, for somebody who may only suggest. */
export function ProposeButton({ onPropose }: { readonly onPropose: () => void }) {
  const t = useT('proposals')
  return (
    <button
      type="button"
      className="ds-button"
      data-variant="secondary"
      data-size="sm"
      title={`${t('propose')} (${keyText('Mod-Alt-p')})`}
      // The selection in the text is what the proposal is about.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPropose}
    >
      <NotePencilIcon aria-hidden />
      {t('propose')}
    </button>
  )
}
