import type { CountryCode } from '@samsyn/domain'
import type { PersonCard, PositionDetail, ReleaseDetail } from '@samsyn/protocol'
import { lazy, Suspense, useContext, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SessionContext } from '../../app/session-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { addMeetingReportWords } from '../../i18n/meeting-report-words.ts'
import { useNow } from '../../i18n/use-now.ts'
import { goTo, usePlace } from '../reading/use-place.ts'

const ReportPage = lazy(async () => ({ default: (await import('./ReportPage.tsx')).ReportPage }))

const reporting: readonly string[] = ['drafter', 'lead', 'delegate']

/** For which country a person would report on a final text now; null for none. The server decides it anew. */
export function reportingCountry(
  person: PersonCard | null,
  release: ReleaseDetail,
  { position, now }: { readonly position: PositionDetail | undefined; readonly now: number },
): CountryCode | null {
  const country = person?.country ?? null
  if (!person?.roles.some((role) => reporting.includes(role)) || country === null) return null
  if (release.meeting && now < Date.parse(release.meeting.startsAt)) return null
  if (position && !position.parties.includes(country)) return null
  if (position?.status === 'closed' || position?.status === 'withdrawn') return null
  return country
}

/** Whether the report is shown in the text's place: an address of its own under the text's, to which the page goes without loading anew. */
export function useReportAddress(home: string): [isOpen: boolean, open: (isOpen: boolean) => void] {
  const place = usePlace()
  return [place === `${home}/report`, (isOpen) => goTo(isOpen ? `${home}/report` : home)]
}

/** The way from a final text to the report on its meeting. Everything it needs is fetched while there is a network, for when there is none. */
export function ReportPlace({
  release,
  position,
  home,
  isOpen,
  onOpen,
}: {
  readonly release: ReleaseDetail
  readonly position: PositionDetail | undefined
  /** Where the text is read. */
  readonly home: string
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
}) {
  const t = useT('reading')
  const { i18n } = useTranslation()
  const now = useNow()
  const person = useContext(SessionContext)
  const country = reportingCountry(person, release, { position, now })
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
  const isPossible = country !== null
  const { language } = i18n
  useEffect(() => {
    if (!isPossible) return
    let isOver = false
    const load = () =>
      Promise.all([addMeetingReportWords(i18n), import('./ReportPage.tsx')]).then(
        () => !isOver && setState(i18n.language === language ? 'ready' : 'loading'),
        () => !isOver && setState('failed'),
      )
    void load()
    addEventListener('online', load)
    return () => {
      isOver = true
      removeEventListener('online', load)
    }
  }, [i18n, isPossible, language])
  if (!person || country === null) return null
  if (isOpen && state === 'failed') return <p role="alert">{t('reportBack.failed')}</p>
  if (state !== 'ready') return isOpen ? <p className="reading-loading">{t('loading')}</p> : null
  return (
    <Suspense fallback={<p className="reading-loading">{t('loading')}</p>}>
      <ReportPage
        release={release}
        person={person}
        country={country}
        parties={position?.parties ?? release.supporters}
        home={home}
        isOpen={isOpen}
        onOpen={onOpen}
      />
    </Suspense>
  )
}
