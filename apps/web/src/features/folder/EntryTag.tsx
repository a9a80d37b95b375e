import { useT } from '../../i18n/i18n.ts'
import type { EntryState } from './folder-entries.ts'

/** Whether one reads from a text, in a word. */
export function EntryTag({ state }: { readonly state: EntryState }) {
  const t = useT('folder')
  const tReading = useT('reading')
  return (
    <strong className="folder-tag" data-state={state}>
      {state === 'none' || state === 'locked' ? t(`state.${state}`) : tReading(`state.${state}`)}
    </strong>
  )
}
