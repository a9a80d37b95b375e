import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useIsOwnDrawing } from '../reading/drawn-context.ts'
import { areLettersOn, switchLetters } from './letter-keys.ts'

/** Says which keys go from text to text, and lets the letters among them be switched off. */
export function LetterKeys() {
  const t = useT('folder')
  const isOwnDrawing = useIsOwnDrawing()
  const [chosen, setOn] = useState<boolean | null>(null)
  const isOn = chosen ?? (!isOwnDrawing || areLettersOn(localStorage))
  return (
    <p className="folder-keys">
      <span>{t('keys')}</span>
      <label>
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ target }) => {
            switchLetters(localStorage, target.checked)
            setOn(target.checked)
          }}
        />
        {t('letters')}
      </label>
    </p>
  )
}
