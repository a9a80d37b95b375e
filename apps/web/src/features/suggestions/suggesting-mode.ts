import { useState } from 'react'
import { modePrefix } from '../../app/device-storage.ts'
import { usePerson } from '../../app/session-context.ts'

/** Whether somebody edits the text or suggests changes of it. */
export type Mode = 'editing' | 'suggesting'

/** The mode of this person in this position, which the device remembers. */
export function useMode(positionId: string): readonly [Mode, (mode: Mode) => void] {
  const { id: personId } = usePerson()
  const key = `${modePrefix}${personId}:${positionId}`
  const [mode, setMode] = useState<Mode>(() =>
    localStorage.getItem(key) === 'suggesting' ? 'suggesting' : 'editing',
  )
  const change = (next: Mode) => {
    setMode(next)
    if (next === 'suggesting') localStorage.setItem(key, next)
    else localStorage.removeItem(key)
  }
  return [mode, change]
}
