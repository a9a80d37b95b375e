import { PadlockLockedIcon } from '@navikt/aksel-icons'
import type { CountryCode } from '@samsyn/domain'
import type { PositionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { Drafting } from '../drafting/Drafting.tsx'
import { useMatches } from '../drafting/use-matches.ts'
import styles from './Layers.module.css'
import { OwnPages } from './OwnPages.tsx'

/** The joint text of a position, and the own pages of the person's delegation: side by side where there is room. */
export function Layers({ position }: { readonly position: PositionDetail }) {
  const t = useT('pages')
  const countries = useCountryNames()
  const hasRoom = useMatches('(width >= 75rem)')
  const [shown, setShown] = useState<CountryCode | null>(null)
  const open = position.ownPages.find((country) => country === shown) ?? null
  const show = (country: CountryCode) => setShown(open === country && hasRoom ? null : country)
  const switches = position.ownPages.map((country) => (
    <button
      key={country}
      type="button"
      className={styles.own}
      data-country={country.toLowerCase()}
      aria-pressed={open === country}
      onClick={() => show(country)}
    >
      <PadlockLockedIcon aria-hidden />
      {t('only', { country: countries.name(country) })}
    </button>
  ))
  const isBeside = open !== null && hasRoom
  return (
    <div className={styles.layers} data-beside={isBeside || undefined}>
      {!hasRoom && switches.length > 0 && (
        <fieldset className={styles.choice}>
          <legend className="visually-hidden">{t('which')}</legend>
          <button type="button" aria-pressed={open === null} onClick={() => setShown(null)}>
            {t('joint')}
          </button>
          {switches}
        </fieldset>
      )}
      <div className={styles.joint} hidden={open !== null && !hasRoom}>
        <Drafting position={position} isBeside={isBeside} layers={hasRoom ? switches : null} />
      </div>
      {open && (
        <OwnPages
          key={open}
          position={position}
          country={open}
          onClose={hasRoom ? () => setShown(null) : null}
        />
      )}
    </div>
  )
}
