import { TrashIcon } from '@navikt/aksel-icons'
import type { CountryCode } from '@samsyn/domain'
import { wordingById } from '@samsyn/editor'
import type { Editor } from '@tiptap/core'
import { useCountryNames } from '../../../i18n/countries.ts'
import { useT } from '../../../i18n/i18n.ts'
import { CountryList } from '../../../ui/CountryList.tsx'
import { goToPlace } from '../editor/places.ts'
import styles from './BracketCard.module.css'
import type { WordingHere } from './use-bracket-at-caret.ts'
import type { UnconfirmedSupport } from './use-unconfirmed.ts'

interface Props {
  readonly editor: Editor
  readonly wording: WordingHere
  readonly unconfirmed: readonly UnconfirmedSupport[]
  /** Whether the bracket has no other. */
  readonly isLast: boolean
  /** The delegations that the person speaks for. */
  readonly supportsFor: readonly CountryCode[]
  readonly onAct: (work: () => boolean) => void
  readonly onAccept: (() => void) | null
  readonly onPropose: (() => void) | null
}

/** One wording in the card of its bracket: its words, who supports them, and what one can do about it. */
export function WordingRow({
  editor,
  wording,
  unconfirmed,
  isLast,
  supportsFor,
  onAct,
  onAccept,
  onPropose,
}: Props) {
  const t = useT('brackets')
  const countries = useCountryNames()
  const { id, supporters, text, isHere } = wording
  const words = text === '' ? t('leftOut') : text
  const go = () => {
    const found = wordingById(editor.state.doc, id)
    if (!found) return
    const end = found.at + 1 + found.node.content.size
    goToPlace(editor, { from: end, to: end }, { withFocus: true })
  }
  const confirmed = supporters.filter((code) => !unconfirmed.some(({ country }) => country === code))
  // What is there already is not written again; so it is put down anew.
  const confirm = (country: CountryCode) =>
    editor.commands.setSupport(id, country, false) && editor.commands.setSupport(id, country, true)
  const isOthers = supporters.some((country) => !supportsFor.includes(country))
  return (
    <li className={styles.wording} data-here={isHere || undefined}>
      <div className={styles.what}>
        {confirmed.length === 0 ? (
          <span className={styles.nobody}>{t('nobody')}</span>
        ) : (
          <CountryList countries={confirmed} />
        )}
        <button type="button" className={styles.words} data-empty={text === '' || undefined} onClick={go}>
          {words}
        </button>
      </div>
      {unconfirmed.map(({ country, reason, writer }) => (
        <p key={country} className={styles.warning}>
          {t(`unconfirmed.${reason}`, {
            country: countries.name(country),
            person: writer?.name ?? t('unconfirmed.nobody'),
          })}
          {reason !== 'taken_out' && supportsFor.includes(country) && (
            <button
              type="button"
              aria-label={t('confirmLabel', { country: countries.name(country), wording: words })}
              onClick={() => onAct(() => confirm(country))}
            >
              {t('confirm')}
            </button>
          )}
        </p>
      ))}
      <div className={styles.actions}>
        {supportsFor.map((country) => {
          const isSupported = supporters.includes(country)
          const act = t(isSupported ? 'withdraw' : 'support')
          // Whoever speaks for several delegations is told on the button which one it is.
          const shown = supportsFor.length > 1 ? `${act} (${country})` : act
          const told = { country: countries.name(country), wording: words }
          return (
            <button
              key={country}
              type="button"
              aria-label={
                supportsFor.length > 1
                  ? `${shown}: ${words}`
                  : t(isSupported ? 'withdrawLabel' : 'supportLabel', told)
              }
              onClick={() => onAct(() => editor.commands.setSupport(id, country, !isSupported))}
            >
              {shown}
            </button>
          )
        })}
        {onAccept && (
          <button type="button" aria-label={t('acceptLabel', { wording: words })} onClick={onAccept}>
            {t('accept')}
          </button>
        )}
        {onPropose && (
          <button type="button" aria-label={t('proposeLabel', { wording: words })} onClick={onPropose}>
            {t('propose')}
          </button>
        )}
        {supportsFor.length > 0 && !isLast && !isOthers && (
          <button
            type="button"
            aria-label={t('removeLabel', { wording: words })}
            title={t('removeLabel', { wording: words })}
            onClick={() => onAct(() => editor.commands.removeWording(id))}
          >
            <TrashIcon aria-hidden />
          </button>
        )}
      </div>
    </li>
  )
}
