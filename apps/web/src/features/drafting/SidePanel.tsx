import { Tabs } from '@digdir/designsystemet-react'
import type { PositionDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { EventFeed } from '../events/EventFeed.tsx'
import { PositionFacts } from '../position/PositionFacts.tsx'
import { VersionList } from '../position/VersionList.tsx'
import type { PlacedPoint } from './editor/open-point-places.ts'
import { OpenPoints } from './OpenPoints.tsx'
import styles from './SidePanel.module.css'

interface Props {
  readonly position: PositionDetail
  readonly points: readonly PlacedPoint[]
  readonly words: number
  readonly onGo: (point: PlacedPoint) => void
}

/** Beside the text: what is open in it, the facts, the versions, what happened. */
export function SidePanel({ position, points, words, onGo }: Props) {
  const t = useT('drafting')
  return (
    <Tabs defaultValue="points" data-size="sm" className={styles.tabs}>
      <Tabs.List>
        <Tabs.Tab value="points">{t('panel.points', { count: points.length })}</Tabs.Tab>
        <Tabs.Tab value="facts">{t('panel.facts')}</Tabs.Tab>
        <Tabs.Tab value="versions">{t('panel.versions')}</Tabs.Tab>
        <Tabs.Tab value="events">{t('panel.events')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="points">
        <OpenPoints points={points} words={words} onGo={onGo} />
      </Tabs.Panel>
      <Tabs.Panel value="facts">
        <PositionFacts position={position} />
      </Tabs.Panel>
      <Tabs.Panel value="versions">
        <VersionList position={position} />
      </Tabs.Panel>
      <Tabs.Panel value="events">
        <EventFeed positionId={position.id} />
      </Tabs.Panel>
    </Tabs>
  )
}
