import {
  type Intervention,
  institutionCodes,
  type Speaker,
  type Stance,
  speakers,
  stances,
} from '@samsyn/domain'
import { useId, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from './ReportForm.module.css'
import { useSpeakerName } from './speaker-names.ts'

/** Who spoke and how, in two taps: the way of speaking, then each who did. Codes only, never a person. */
export function SaidField({
  said,
  onChange,
}: {
  readonly said: readonly Intervention[]
  readonly onChange: (said: readonly Intervention[]) => void
}) {
  const t = useT('report')
  const name = useSpeakerName()
  const id = useId()
  const [stance, setStance] = useState<Stance>('supported')
  const has = (speaker: Speaker) => said.some((one) => one.speaker === speaker && one.stance === stance)
  const toggle = (speaker: Speaker) =>
    onChange(
      has(speaker)
        ? said.filter((one) => one.speaker !== speaker || one.stance !== stance)
        : [...said, { speaker, stance }],
    )
  const countries = speakers.filter((code) => !(institutionCodes as readonly Speaker[]).includes(code))
  const codes = (list: readonly Speaker[]) => (
    <div className={styles.codes}>
      {list.map((code) => (
        <button
          key={code}
          type="button"
          className={styles.code}
          aria-pressed={has(code)}
          aria-label={`${code}, ${name(code)}`}
          onClick={() => toggle(code)}
        >
          {code}
        </button>
      ))}
    </div>
  )
  return (
    <div className={styles.said}>
      <p className={styles.hint}>{t('said.hint')}</p>
      <fieldset className={styles.stances}>
        <legend className="visually-hidden">{t('said.stance')}</legend>
        {stances.map((each) => (
          <label key={each} className={styles.choice}>
            <input
              type="radio"
              name={`${id}-stance`}
              checked={stance === each}
              onChange={() => setStance(each)}
            />
            <span>{t(`said.${each}`)}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className={styles.who}>
        <legend className="visually-hidden">{t('said.who', { stance: t(`said.${stance}`) })}</legend>
        {codes(institutionCodes)}
        {codes(countries)}
      </fieldset>
      <SaidList said={said} />
    </div>
  )
}

/** Who spoke, by the way they did. */
export function SaidList({ said }: { readonly said: readonly Intervention[] }) {
  const t = useT('report')
  const name = useSpeakerName()
  if (said.length === 0) return <p className={styles.hint}>{t('said.nobody')}</p>
  return (
    <dl className={styles.saidList}>
      {stances.map((stance) => {
        const who = said.filter((one) => one.stance === stance)
        return (
          who.length > 0 && (
            <div key={stance}>
              <dt>{t(`said.${stance}`)}</dt>
              <dd>
                {who.map(({ speaker }, index) => (
                  <span key={speaker}>
                    {index > 0 && ', '}
                    <abbr title={name(speaker)}>{speaker}</abbr>
                  </span>
                ))}
              </dd>
            </div>
          )
        )
      })}
    </dl>
  )
}
