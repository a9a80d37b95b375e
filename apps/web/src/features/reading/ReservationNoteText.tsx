import type { Language } from '@samsyn/domain'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import type { ReservationNote } from './passage-marks.ts'

/** Reservations as a footnote: whose they are and their type in the reader's language, their own words in that of the text. */
export function ReservationNoteText({
  note: { countries, said },
  language,
}: {
  readonly note: ReservationNote
  readonly language: Language
}) {
  const t = useT('reading')
  const tDomain = useT('domain')
  const time = useTime()
  const names = useCountryNames()
  const own = useTranslation().i18n.language
  return (
    <span lang={own} data-reservation-note={countries.join(' ')}>
      {said.map(({ countries, reservation: { country, type, text, lifted } }, index) => (
        <Fragment key={country}>
          {index > 0 && <br />}
          <strong>{names.list(countries)}</strong> · {tDomain(`reservationType.${type}`)}
          {text === '' ? '.' : ': '}
          {text !== '' && <span lang={language}>{text}</span>}
          {lifted && (
            <>
              {' '}
              <strong>{t('liftedAt', { at: time.stamp(lifted.at) })}</strong>
            </>
          )}
        </Fragment>
      ))}
    </span>
  )
}
