import type { MeetingFolder, SessionInfo } from '@samsyn/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useNumber } from '../../i18n/use-number.ts'
import { useTime } from '../../i18n/use-time.ts'
import { reading, sessionQuery } from '../reading/reading-api.ts'
import { beginKeeping, canKeep, dropFolder, type Keeping, keepFolder, keptSizes } from './kept-store.ts'
import { keptKey } from './use-keeping.ts'

interface Props {
  readonly folder: MeetingFolder
  /** When the server gave it out. */
  readonly updatedAt: string
}

/** Whether a folder can be read without a connection, and what all that is kept takes. */
export function KeepSwitch({ folder, updatedAt }: Props) {
  const t = useT('folder')
  const time = useTime()
  const client = useQueryClient()
  const session = useQuery({ ...sessionQuery, enabled: false }).data
  const sizes = useQuery({ queryKey: [...keptKey, 'sizes'], queryFn: keptSizes, enabled: canKeep() }).data
  // What was chosen, until it is so.
  const [chosen, setChosen] = useState<boolean | null>(null)
  const [ended, setEnded] = useState<Keeping | null>(null)
  if (!canKeep() || !session || !sizes) return null
  const kept = sizes.find(({ meetingId }) => meetingId === folder.id)
  const change = async (isWanted: boolean) => {
    setChosen(isWanted)
    if (isWanted) setEnded(await keepByHand(session, folder, updatedAt))
    else {
      await dropFolder(folder.id, { isByHand: true })
      setEnded(null)
    }
    await client.invalidateQueries({ queryKey: keptKey })
    setChosen(null)
  }
  return (
    <section className="folder-keep" aria-labelledby="folder-keep">
      <h2 id="folder-keep">{t('keep.title')}</h2>
      <label>
        <input
          type="checkbox"
          checked={chosen ?? kept !== undefined}
          aria-busy={chosen !== null}
          onChange={({ target }) => void change(target.checked)}
        />
        {t('keep.switch')}
      </label>
      <p>
        {kept && !kept.isByHand && `${t('keep.byItself')} `}
        {t('keep.text')} <KeptTotal sizes={sizes} />
      </p>
      {kept && session.expiresAt < folder.endsAt && (
        <p className="folder-keep-warning">{t('keep.expires', { at: time.stamp(session.expiresAt) })}</p>
      )}
      <div role="status">{ended === 'full' && <p className="folder-keep-warning">{t('keep.full')}</p>}</div>
    </section>
  )
}

function KeptTotal({ sizes }: { readonly sizes: readonly { readonly bytes: number }[] }) {
  const t = useT('folder')
  const number = useNumber()
  if (sizes.length === 0) return null
  const kilobytes = Math.ceil(sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1000)
  return t('keep.total', { count: sizes.length, size: number(kilobytes) })
}

async function keepByHand(session: SessionInfo, folder: MeetingFolder, at: string): Promise<Keeping> {
  // So that the browser does not throw it away when it runs short; it may say no.
  await navigator.storage.persist()
  const { id } = session.person
  const keeping = { isByHand: true, at }
  const ended = await keepFolder(id, folder, keeping)
  if (ended !== 'signed_out') return ended
  // Whose device this is has not been noted yet, or no longer: who it is now is the server's to say.
  const now = await reading.session().catch(() => null)
  if (now?.person.id !== id) return ended
  await beginKeeping(now)
  return keepFolder(id, folder, keeping)
}
