import type { CountryCode } from '@samsyn/domain'
import type { CorrigendumDetail, PositionDetail, RoundDetail, VersionDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { CorrigendumWords } from './CorrigendumWords.tsx'
import { SignedAct } from './SignedAct.tsx'

interface Props {
  readonly corrigendum: CorrigendumDetail
  readonly position: PositionDetail
  readonly version: VersionDetail
  readonly round: RoundDetail
  readonly country: CountryCode
}

/** One's country's objection to a corrigendum, signed as its decision was. */
export function ObjectToCorrigendum({ corrigendum, ...seen }: Props) {
  const t = useT('version')
  return (
    <SignedAct
      {...seen}
      releaseId={corrigendum.release.id}
      action={t('corrigenda.object')}
      title={t('corrigenda.objectTitle')}
      tone="danger"
      needsReason
      given={(reason) => ({ kind: 'object_to_corrigendum', corrigendum, reason })}
    >
      <p>{t('corrigenda.objectText')}</p>
      <CorrigendumWords corrigendum={corrigendum} language={seen.version.draftingLanguage} />
    </SignedAct>
  )
}
