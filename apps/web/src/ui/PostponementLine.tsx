import type { PositionSummary } from '@samsyn/protocol'
import { useCountryNames } from '../i18n/countries.ts'
import { useT } from '../i18n/i18n.ts'

interface Props {
  readonly postponement: PositionSummary['postponement']
  readonly className?: string | undefined
}

/** Who stands by a final text though its meeting was put off, and for whom one waits; nothing where nothing was put off. */
export function PostponementLine({ postponement, className }: Props) {
  const t = useT('domain')
  const names = useCountryNames()
  if (!postponement) return null
  const { reconfirmed, waiting } = postponement
  const countries = names.list(reconfirmed)
  const missing = names.list(waiting)
  const key = waiting.length === 0 ? 'all' : reconfirmed.length === 0 ? 'none' : 'some'
  return (
    <p className={className} data-postponed>
      {t(`postponed.${key}`, { countries, waiting: missing })}
    </p>
  )
}
