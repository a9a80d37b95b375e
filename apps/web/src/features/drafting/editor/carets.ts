import { personOf } from '../connection/use-people-here.ts'

/** Somebody else's caret: the colour is the country's, the label says country and person. */
export function renderCaret(user: Record<string, unknown>): HTMLElement {
  const person = personOf(user)
  const caret = document.createElement('span')
  caret.className = 'caret'
  caret.dataset.country = person?.country?.toLowerCase() ?? ''
  const label = document.createElement('span')
  label.className = 'caret-label'
  const code = document.createElement('b')
  code.textContent = person?.country ?? ''
  const name = document.createElement('span')
  name.className = 'caret-name'
  name.textContent = person?.name ?? ''
  label.append(code, name)
  caret.append(label)
  return caret
}

/** What somebody else has selected. */
export function renderSelection(user: Record<string, unknown>): Record<string, string> {
  return {
    nodeName: 'span',
    class: 'caret-selection',
    'data-country': personOf(user)?.country?.toLowerCase() ?? '',
  }
}
