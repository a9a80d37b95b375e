import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useNow } from '../../i18n/use-now.ts'
import { useNumber } from '../../i18n/use-number.ts'
import { useTime } from '../../i18n/use-time.ts'
import { folderTarget } from '../folder/folder-paths.ts'
import { PlaceLink } from '../reading/PlaceLink.tsx'
import { goesAt, type KeptFolder, mostBytes, mostFolders } from './keeping-rules.ts'
import { canKeep, dropFolder } from './kept-store.ts'
import { keptKey } from './use-keeping.ts'

/** The folders on this device: how old each is and what it takes, how much there is room for, and a way to remove each. */
export function KeptFolders({
  kept,
}: {
  readonly kept: readonly (KeptFolder & { readonly bytes: number })[]
}) {
  const t = useT('folder')
  const time = useTime()
  const number = useNumber()
  const now = useNow()
  const client = useQueryClient()
  const heading = useRef<HTMLHeadingElement>(null)
  const [removed, setRemoved] = useState<string | null>(null)
  const kilobytes = (bytes: number) => number(Math.ceil(bytes / 1000))
  const used = kept.reduce((sum, { bytes }) => sum + bytes, 0)
  const remove = async ({ id, title }: KeptFolder['folder']) => {
    await dropFolder(id, { isByHand: true })
    await client.invalidateQueries({ queryKey: keptKey })
    setRemoved(title)
    // The button is gone.
    heading.current?.focus()
  }
  return (
    <section className="kept" aria-labelledby="kept">
      <h2 id="kept" ref={heading} tabIndex={-1}>
        {t('keep.title')}
      </h2>
      {!canKeep() ? (
        <p>{t('kept.cannot')}</p>
      ) : (
        <>
          <p className="kept-room">
            <meter aria-labelledby="kept-room" min={0} max={mostBytes} value={used} />
            <span id="kept-room">
              {t('kept.room', {
                count: kept.length,
                most: mostFolders,
                size: kilobytes(used),
                mostSize: number(mostBytes / 1_000_000),
              })}
            </span>
          </p>
          <ul className="folder-list">
            {kept.map(({ bytes, ...each }) => {
              const { folder, checkedAt } = each
              const isOver = Date.parse(folder.endsAt) < now
              return (
                <li key={folder.id} className="kept-folder" data-over={isOver}>
                  <PlaceLink href={folderTarget(folder.id)} className="kept-title">
                    {folder.title}
                  </PlaceLink>
                  <span className="folder-facts">
                    <span>{time.date(folder.startsAt)}</span>
                    <span>{t('keptAt', { age: time.relative(checkedAt, now) })}</span>
                    <span>{t('kept.size', { size: kilobytes(bytes) })}</span>
                  </span>
                  {isOver && (
                    <strong className="kept-over">
                      {t('kept.over', {
                        date: time.date(new Date(goesAt(each)).toISOString()),
                      })}
                    </strong>
                  )}
                  <button
                    type="button"
                    className="kept-remove"
                    aria-label={t('kept.removeOne', { meeting: folder.title })}
                    onClick={() => void remove(folder)}
                  >
                    {t('kept.remove')}
                  </button>
                </li>
              )
            })}
          </ul>
          <p role="status">{removed !== null && t('kept.removed', { meeting: removed })}</p>
          <p className="folder-updated">
            {kept.length === 0 && `${t('kept.none')} `}
            {t('kept.bound')}
          </p>
        </>
      )}
    </section>
  )
}
