import { FolderFileIcon } from '@navikt/aksel-icons'
import type { Desk } from '@samsyn/protocol'
import { useEffect } from 'react'
import { usePerson } from '../../app/session-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { folderTarget } from '../folder/folder-paths.ts'
import styles from './TodaysFolder.module.css'
import { onlyReads, todaysMeetings } from './todays-meetings.ts'

const openedKey = 'samsyn.folder-opened'

/** On the day of a meeting the way to its folder, above all else; whoever only reads is taken there once per tab. */
export function TodaysFolder({ desk, now }: { readonly desk: Desk; readonly now: number }) {
  const t = useT('desk')
  const time = useTime()
  const { roles } = usePerson()
  const today = todaysMeetings(desk, now)
  const [first] = today
  const firstId = first?.id
  const isReader = onlyReads(roles)
  useEffect(() => {
    if (!isReader || firstId === undefined || sessionStorage.getItem(openedKey) === firstId) return
    sessionStorage.setItem(openedKey, firstId)
    location.assign(folderTarget(firstId))
  }, [isReader, firstId])
  return today.map((meeting) => (
    <section key={meeting.id} className={styles.today} aria-labelledby={`today-${meeting.id}`}>
      <h2 id={`today-${meeting.id}`}>{t('folder.title', { meeting: meeting.title })}</h2>
      <p>
        {time.span(meeting.startsAt, meeting.endsAt)}. {t('folder.text')}
      </p>
      <a href={folderTarget(meeting.id)} className="ds-button" data-variant="primary">
        <FolderFileIcon aria-hidden />
        {t('folder.open')}
      </a>
    </section>
  ))
}
