import type { Language } from '@samsyn/domain'
import type { IssuedCorrigendum } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { corrigendumMarkId } from './passage-marks.ts'

/** What is to be read otherwise in a final text, above it. Whoever has the page open is told when one comes. */
export function Corrigenda({
  corrigenda,
  language,
}: {
  readonly corrigenda: readonly IssuedCorrigendum[]
  readonly language: Language
}) {
  const t = useT('reading')
  const time = useTime()
  return (
    // Always there, so that what comes into it later is told.
    <div aria-live="polite">
      {corrigenda.length > 0 && (
        <section className="release-corrigenda" aria-labelledby="corrigenda-title">
          <h2 id="corrigenda-title">{t('corrigenda.title')}</h2>
          <p>{t('corrigenda.lead')}</p>
          <ol>
            {corrigenda.map(({ id, number, section, passage, reading, reason, issuedAt }) => (
              <li key={id} id={corrigendumMarkId(number)} data-corrigendum={number}>
                <strong>{t('corrigenda.item', { number, at: time.stamp(issuedAt) })}</strong>
                <p>
                  <a href={`#${section.id}`}>{t('corrigenda.section', { section: section.title })}</a>
                </p>
                <p className="release-correction">
                  {t(reading === '' ? 'corrigenda.omit' : 'corrigenda.for')}{' '}
                  <del lang={language}>{passage}</del>
                  {reading !== '' && (
                    <>
                      {' '}
                      {t('corrigenda.read')} <ins lang={language}>{reading}</ins>
                    </>
                  )}
                </p>
                <p lang={language}>{reason}</p>
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  )
}

/** Behind the passage that one is about. */
export function CorrigendumMark({ number }: { readonly number: number }) {
  const t = useT('reading')
  return (
    <sup>
      <a className="corrigendum-mark" href={`#${corrigendumMarkId(number)}`}>
        {t('corrigenda.mark', { number })}
      </a>
    </sup>
  )
}
