import { PadlockLockedIcon } from '@navikt/aksel-icons'
import type { CountryCode } from '@samsyn/domain'
import type { PositionDetail } from '@samsyn/protocol'
import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { LoadingState } from '../../ui/LoadingState.tsx'
import type { BegunPoint } from '../contributions/PreparedContribution.tsx'
import { useAskedContribution } from '../contributions/use-asked-contribution.ts'
import { Drafting } from '../drafting/Drafting.tsx'
import { goToPlace } from '../drafting/editor/places.ts'
import { useBeside } from '../drafting/use-beside.ts'
import { useMatches } from '../drafting/use-matches.ts'
import { LockedPages } from '../spill/LockedPages.tsx'
import styles from './Layers.module.css'

/** The joint text of a position, and the own pages of the person's delegation: side by side where there is room. */
export function Layers({ position }: { readonly position: PositionDetail }) {
  const t = useT('pages')
  const countries = useCountryNames()
  const hasRoom = useMatches('(width >= 75rem)')
  // Whoever came for the contribution that their own delegation prepares finds it on its pages.
  const [shown, setShown] = useState<CountryCode | null>(useAskedContribution(position))
  const [joint, setJoint] = useState<Editor | null>(null)
  const [begun, setBegun] = useState<(BegunPoint & { readonly country: CountryCode }) | null>(null)
  const open = position.ownPages.find((country) => country === shown) ?? null
  const show = (country: CountryCode) => setShown(open === country && hasRoom ? null : country)
  const goToJoint = (place: { readonly from: number; readonly to: number }) => {
    // A text that is hidden cannot be scrolled.
    if (!hasRoom) flushSync(() => setShown(null))
    if (joint) goToPlace(joint, place, { withFocus: hasRoom })
  }
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
  const locked = position.spills.some(({ country }) => country === null)
  const hasSpills = position.spills.length > 0
  const beside = useBeside({ isNeeded: hasSpills || open !== null })
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
        {locked ? (
          beside && <beside.LockedText position={position} layers={hasRoom ? switches : null} />
        ) : hasSpills && !beside ? (
          // What is said of them stands above the text.
          <LoadingState />
        ) : (
          <>
            <LockedPages position={position} />
            <Drafting
              position={position}
              isBeside={isBeside}
              layers={hasRoom ? switches : null}
              onJoint={setJoint}
            />
          </>
        )}
      </div>
      {open && !beside && <LoadingState />}
      {open && beside && (
        <beside.OwnPages
          key={open}
          position={position}
          country={open}
          joint={{
            editor: joint,
            onGo: goToJoint,
            begun: begun?.country === open ? begun : null,
            onBegun: (point) => setBegun(point && { ...point, country: open }),
          }}
          onClose={hasRoom ? () => setShown(null) : null}
        />
      )}
    </div>
  )
}
