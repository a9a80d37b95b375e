import { countryCodes } from '@samsyn/domain'
import type { RouteResponse } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { ReferenceText } from '../../ui/ReferenceText.tsx'
import { Fact } from '../position/Fact.tsx'
import styles from '../position/PositionFacts.module.css'

type Dossier = RouteResponse<'listDossiers'>[number]

/** The facts of a dossier, in a list of facts: always with the date they were taken down. */
export function DossierFacts({ dossier }: { readonly dossier: Dossier }) {
  const t = useT('position')
  const tDomain = useT('domain')
  const time = useTime()
  return (
    <>
      {dossier.references.length > 0 && (
        <Fact name={t('facts.references')}>
          <ul className={styles.references}>
            {dossier.references.map((reference) => (
              <li key={reference}>
                <ReferenceText text={reference} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {dossier.legalBasis && <Fact name={t('facts.legalBasis')}>{dossier.legalBasis}</Fact>}
      <Fact name={t('facts.stage')}>{dossier.stage}</Fact>
      <Fact name={t('facts.applicability')}>
        <ul className={styles.standing}>
          {countryCodes.map((country) => (
            <li key={country}>
              <CountryBadge country={country} tone="muted" />
              {tDomain(`applicability.${dossier.applicability[country]}`)}
            </li>
          ))}
        </ul>
        <span className={styles.quiet}>
          {t('facts.asOf', { date: time.date(`${dossier.asOf}T12:00:00Z`, 'numeric') })}
        </span>
      </Fact>
    </>
  )
}
