import { useId } from 'react'
import { useT } from '../i18n/i18n.ts'
import { type ColourScheme, colourSchemes, useColourScheme } from '../theme/colour-scheme.ts'
import styles from './Choice.module.css'

/** Light, dark or as the device; kept on this device. */
export function AppearanceChoice() {
  const t = useT('common')
  const id = useId()
  const [scheme, choose] = useColourScheme()
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>{t('menu.appearance')}</label>
      <select
        id={id}
        className="ds-input"
        value={scheme}
        onChange={(event) => choose(event.target.value as ColourScheme)}
      >
        {colourSchemes.map((each) => (
          <option key={each} value={each}>
            {t(`menu.${each}`)}
          </option>
        ))}
      </select>
    </div>
  )
}
