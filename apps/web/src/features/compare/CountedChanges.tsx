import type { PositionDetail } from '@samsyn/protocol'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useT } from '../../i18n/i18n.ts'
import styles from './Compare.module.css'
import type { Comparing } from './comparing.ts'
import type { Side } from './side.ts'
import { useSideName } from './use-side-name.ts'

interface Props {
  readonly position: PositionDetail
  readonly sides: readonly [Side, Side]
  readonly comparing: Extract<Comparing, { kind: 'counting' | 'comparing' | 'too_large' }>
  /** What the two texts are, for paper. */
  readonly facts: ReactNode
}

/** What can be said of two texts while they are compared, and all that can be said where they are too large for it. */
export function CountedChanges({ position, sides, comparing, facts }: Props) {
  const t = useT('compare')
  const tVersion = useT('version')
  const count = comparing.kind === 'counting' ? null : comparing.count
  return (
    <section className={styles.counted} aria-busy={comparing.kind !== 'too_large'}>
      {comparing.kind === 'too_large' ? (
        <>
          {facts}
          <h2>{t('tooLarge.title')}</h2>
          <p>{t('tooLarge.text')}</p>
        </>
      ) : (
        <Progress comparing={comparing} />
      )}
      {count && (
        <>
          <p className={styles.total}>
            {count.added + count.removed === 0 && count.sections.length > 0
              ? t('tooLarge.reordered')
              : t('counted', { removed: count.removed, added: count.added })}
          </p>
          {count.sections.length > 0 && (
            <>
              <h3>{tVersion('changes.sections')}</h3>
              <ul>
                {count.sections.map(({ id, title, change }) => (
                  <li key={id}>
                    {tVersion('changes.section', {
                      title: title || tVersion('changes.untitled'),
                      change: tVersion(`change.${change}`),
                    })}
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
      {comparing.kind === 'too_large' && (
        <ul className={styles.screen}>
          {sides.map((side, index) => (
            <li key={index === 0 ? 'from' : 'to'}>
              <SideLink position={position} side={side} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Progress({
  comparing,
}: {
  readonly comparing: Extract<Comparing, { kind: 'counting' | 'comparing' }>
}) {
  const t = useT('compare')
  const progress = comparing.kind === 'comparing' ? comparing.progress : null
  const words =
    comparing.kind === 'counting'
      ? t('working.counting')
      : progress
        ? t('working.section', { done: progress.done + 1, of: progress.of })
        : t('working.comparing')
  return (
    <div className={styles.progress}>
      <p role="status">{words}</p>
      <progress aria-label={words} {...(progress ? { value: progress.done, max: progress.of } : {})} />
    </div>
  )
}

function SideLink({ position, side }: { readonly position: PositionDetail; readonly side: Side }) {
  const name = useSideName(position)(side)
  switch (side.kind) {
    case 'version':
      return (
        <Link className="ds-link" to={`/positions/${position.id}/versions/${side.number}`}>
          {name}
        </Link>
      )
    case 'now':
      return (
        <Link className="ds-link" to={`/positions/${position.id}`}>
          {name}
        </Link>
      )
    case 'moment':
      return name
  }
}
