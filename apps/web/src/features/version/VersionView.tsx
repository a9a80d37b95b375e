import type { Terms } from '@samsyn/domain'
import { type DocJson, openPoints } from '@samsyn/editor'
import type { PositionDetail, RoundDetail, VersionDetail } from '@samsyn/protocol'
import { useMemo, useRef, useState } from 'react'
import { usePerson } from '../../app/session-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { OpenPointList } from '../position/OpenPointList.tsx'
import { openPointRules } from '../position/open-point-rules.ts'
import { PositionActions } from '../position/PositionActions.tsx'
import { PositionFacts } from '../position/PositionFacts.tsx'
import { useOpenPointLines } from '../position/use-open-point-lines.ts'
import { VersionList } from '../position/VersionList.tsx'
import { ReportLine } from '../report/ReportLine.tsx'
import { LanguageVersions } from '../translations/LanguageVersions.tsx'
import { AfterAgreement } from './AfterAgreement.tsx'
import { Corrigenda } from './Corrigenda.tsx'
import { type Answer, DecisionDialogs } from './DecisionDialogs.tsx'
import { decisionsByCountry, roundToDecideIn } from './decisions.ts'
import { Extensions } from './Extensions.tsx'
import { FingerprintCard } from './FingerprintCard.tsx'
import { fingerprintOf } from './fingerprint.ts'
import { JumpBar } from './JumpBar.tsx'
import { LiftReservation } from './LiftReservation.tsx'
import { Reconfirm } from './Reconfirm.tsx'
import { RoundPanel } from './RoundPanel.tsx'
import { SignOff } from './SignOff.tsx'
import { ConfirmedTerms, TermsToConfirm } from './TermsToConfirm.tsx'
import { VersionHeader } from './VersionHeader.tsx'
import { VersionText } from './VersionText.tsx'
import styles from './VersionView.module.css'
import { WithdrawSupport } from './WithdrawSupport.tsx'

const sideId = 'decide'

interface Props {
  readonly position: PositionDetail
  readonly version: VersionDetail
}

/** A frozen version beside what is decided on it. Nothing on the page acts on a text whose fingerprint is wrong. */
export function VersionView({ position, version }: Props) {
  const t = useT('version')
  const time = useTime()
  const { country } = usePerson()
  const side = useRef<HTMLElement>(null)
  // The route's schema only says that it is a document; the stored text was checked against the editor's schema.
  const doc = version.doc as unknown as DocJson
  const fingerprint = useMemo(() => fingerprintOf(doc, version.contentHash), [doc, version.contentHash])
  const linesOf = useOpenPointLines()
  const { instrument, marking, releasableTo, isLimiteConfirmed } = position
  const points = linesOf(
    useMemo(
      () => openPoints(doc, openPointRules({ instrument, marking, releasableTo, isLimiteConfirmed })),
      [doc, instrument, marking, releasableTo, isLimiteConfirmed],
    ),
  )
  const deciding = fingerprint.isGenuine && country ? roundToDecideIn(position, version) : null
  const [answer, setAnswer] = useState<Answer | null>(null)
  // Kept beyond the round's end, so that the reason somebody is typing stays on the screen.
  const [answering, setAnswering] = useState<RoundDetail | null>(null)
  // The position's own is the newer one when a decision has just come in.
  const round =
    (position.round?.version.number === version.number ? position.round : null) ?? version.rounds[0]
  const isOfPosition = round !== undefined && round.id === position.round?.id
  const earlierRounds = version.rounds.filter(({ id }) => id !== round?.id)
  const release = position.releases.find(({ versionNumber }) => versionNumber === version.number)
  const isLatest = version.number === position.latestVersion
  const [confirmed, setConfirmed] = useState<Terms | null>(null)
  const [confirming, setConfirming] = useState<Terms | null>(null)
  const mayConfirm = position.abilities.confirmTerms && isOfPosition
  return (
    <div className={styles.page} data-deciding={deciding !== null}>
      <VersionHeader position={position} version={version} doc={doc} isGenuine={fingerprint.isGenuine} />
      <div className={styles.columns}>
        <VersionText position={position} version={version} doc={doc} />
        <aside ref={side} id={sideId} tabIndex={-1} className={styles.side} aria-label={t('side')}>
          <ConfirmedTerms of={confirmed} />
          <ReportLine position={position} />
          {fingerprint.isGenuine && round && (
            <Reconfirm position={position} version={version} round={round} country={country ?? null} />
          )}
          {fingerprint.isGenuine && country && round && (mayConfirm || confirming !== null) && (
            <TermsToConfirm
              position={position}
              version={version}
              round={round}
              country={country}
              confirming={confirming}
              onConfirming={setConfirming}
              onConfirmed={setConfirmed}
            />
          )}
          {deciding && country && (
            <SignOff
              version={version}
              round={deciding}
              country={country}
              deputyFor={position.deputyFor}
              onAnswer={(begun) => {
                setAnswering(deciding)
                setAnswer(begun)
              }}
            />
          )}
          {country && round && isOfPosition && fingerprint.isGenuine && (
            <AfterAgreement
              abilities={position.abilities}
              round={round}
              country={country}
              onAnswer={(begun) => {
                setAnswering(round)
                setAnswer(begun)
              }}
            />
          )}
          {answering && country && (
            <DecisionDialogs
              position={position}
              version={version}
              // The same round, with what others have answered since.
              round={deciding?.id === answering.id ? deciding : answering}
              country={country}
              answer={answer}
              isOver={
                answer === 'objectLate'
                  ? !position.abilities.objectLate
                  : answer === 'withdraw'
                    ? !position.abilities.withdrawBeforeRelease
                    : deciding?.id !== answering.id
              }
              onClose={() => setAnswer(null)}
            />
          )}
          {round ? (
            <RoundPanel
              round={round}
              language={version.draftingLanguage}
              suspendedBy={isOfPosition ? position.suspendedBy : []}
            />
          ) : (
            <p className={styles.quiet}>{t('round.none')}</p>
          )}
          {round && isOfPosition && round.outcome === null && (
            <Extensions position={position} round={round} />
          )}
          {fingerprint.isGenuine && (
            <Corrigenda position={position} version={version} doc={doc} round={round} country={country} />
          )}
          {country && round && fingerprint.isGenuine && (
            <>
              <LiftReservation
                key={round.id}
                position={position}
                version={version}
                round={round}
                country={country}
              />
              <WithdrawSupport position={position} version={version} round={round} country={country} />
            </>
          )}
          {isLatest && fingerprint.isGenuine && (
            <PositionActions position={position} openPoints={points} withDecision={false} />
          )}
          <OpenPointList title={t('openPoints', { count: points.length })} points={points} />
          <FingerprintCard fingerprint={fingerprint} />
          {release && <LanguageVersions key={release.id} position={position} release={release} />}
          {earlierRounds.map((earlier) => (
            <details key={earlier.id} className={styles.fold}>
              <summary>{t('round.earlier', { at: time.stamp(earlier.openedAt) })}</summary>
              <RoundPanel round={earlier} language={version.draftingLanguage} />
            </details>
          ))}
          <details className={styles.fold}>
            <summary>{t('versions')}</summary>
            <VersionList position={position} current={version.number} />
          </details>
          <details className={styles.fold}>
            <summary>{t('facts')}</summary>
            <PositionFacts position={position} />
          </details>
        </aside>
      </div>
      {deciding && country && (
        <JumpBar target={side} targetId={sideId} hasDecided={decisionsByCountry(deciding).has(country)} />
      )}
    </div>
  )
}
