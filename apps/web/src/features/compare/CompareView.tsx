import type { PositionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useT } from '../../i18n/i18n.ts'
import { MarkingLine } from '../../ui/MarkingLine.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { PaperHead } from '../../ui/PaperHead.tsx'
import { useMarkingText } from '../../ui/use-marking-text.ts'
import styles from './Compare.module.css'
import { ComparedSides } from './ComparedSides.tsx'
import { SidePicker } from './SidePicker.tsx'
import { inTimeOrder, isSameSide, readSide, type Side, sideCode, usualSides } from './side.ts'
import { useSideName } from './use-side-name.ts'

/** Two pickers, and what lies between the texts they name; both are part of the address. */
export function CompareView({ position }: { readonly position: PositionDetail }) {
  const t = useT('compare')
  const nameOf = useSideName(position)
  const markingText = useMarkingText()
  const [search, setSearch] = useSearchParams()
  const [openedAt] = useState(() => Date.now())
  const usual = usualSides(position.versions, {
    canReadDraft: position.abilities.readDraft,
    createdAt: position.createdAt,
    now: openedAt,
  })
  const asked = {
    from: readSide(search.get('from')) ?? usual?.[0] ?? null,
    to: readSide(search.get('to')) ?? usual?.[1] ?? null,
  }
  const sides = asked.from && asked.to ? inTimeOrder([asked.from, asked.to], position.versions) : null
  const show = ([from, to]: readonly [Side, Side]) => {
    const [earlier, later] = inTimeOrder([from, to], position.versions)
    setSearch((before) => {
      const next = new URLSearchParams(before)
      next.set('from', sideCode(earlier))
      next.set('to', sideCode(later))
      return next
    })
  }
  const missing = sides?.find((side) => isMissing(side, position))
  const between = sides && t('between', { from: nameOf(sides[0]), to: nameOf(sides[1]) })
  return (
    <div className={styles.page}>
      <PaperHead parts={[markingText(position), position.title, ...(between ? [between] : [])]} />
      <PageHeader
        title={position.title}
        documentTitle={t('documentTitle', { title: position.title })}
        above={
          <Link to={`/positions/${position.id}`} className={`ds-link ${styles.screen}`}>
            {t('toDraft')}
          </Link>
        }
      >
        <MarkingLine text={position} />
        {between && <p className={styles.between}>{between}</p>}
      </PageHeader>
      {sides ? (
        <>
          <section className={styles.pickers} aria-label={t('pickers')}>
            <SidePicker
              which="earlier"
              position={position}
              side={sides[0]}
              other={sides[1]}
              onSide={(from) => show([from, sides[1]])}
            />
            <SidePicker
              which="later"
              position={position}
              side={sides[1]}
              other={sides[0]}
              onSide={(to) => show([sides[0], to])}
            />
          </section>
          {missing?.kind === 'version' ? (
            <p className={styles.notice} role="status">
              {t('noVersion', { number: missing.number })}
            </p>
          ) : isSameSide(...sides) ? (
            <p className={styles.notice} role="status">
              {t('same')}
            </p>
          ) : (
            <ComparedSides position={position} sides={sides} />
          )}
        </>
      ) : (
        <p className={styles.notice}>{t('nothing')}</p>
      )}
    </div>
  )
}

function isMissing(side: Side, { versions }: PositionDetail): boolean {
  return side.kind === 'version' && !versions.some(({ number }) => number === side.number)
}
