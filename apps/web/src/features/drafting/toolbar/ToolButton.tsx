import type { ReactNode } from 'react'
import styles from './Toolbar.module.css'
import { keyText } from './toolbar-items.ts'

/** A plain tool, as a button in the bar or a line in the menu of those without room there. */
export interface Tool {
  readonly name: string
  readonly label: string
  /** Its shortcut in the notation of Tiptap. */
  readonly key: string | null
  readonly face: ReactNode
  /** Whether it is on where the caret stands; undefined for a tool that is no switch. */
  readonly isOn: boolean | undefined
  readonly onUse: () => void
}

/** A tool's button in the bar. */
export function ToolButton({ tool, isHidden }: { readonly tool: Tool; readonly isHidden: boolean }) {
  const { name, label, key, face, isOn, onUse } = tool
  return (
    <button
      type="button"
      data-tool
      data-item={name}
      hidden={isHidden}
      className={styles.tool}
      aria-label={label}
      aria-pressed={isOn}
      title={key ? `${label} (${keyText(key)})` : label}
      // The selection in the text is what it works on.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onUse}
    >
      {face}
    </button>
  )
}
