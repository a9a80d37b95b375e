import { Tabs } from '@digdir/designsystemet-react'
import type { DocJson, SectionKind, TextLength } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'
import { type ReactNode, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import type { OpenThread } from '../comments/use-open-threads.ts'
import { EventFeed } from '../events/EventFeed.tsx'
import { PositionFacts } from '../position/PositionFacts.tsx'
import { RecordNotes } from '../position/RecordNotes.tsx'
import { VersionList } from '../position/VersionList.tsx'
import type { OpenProposal } from '../proposals/use-open-proposals.ts'
import { SectionsToLookAt } from '../sections/SectionsToLookAt.tsx'
import type { TakenOutWording } from './brackets/use-unconfirmed.ts'
import type { PlacedPoint } from './editor/open-point-places.ts'
import { OpenPoints } from './OpenPoints.tsx'
import styles from './SidePanel.module.css'

interface Props {
  readonly position: PositionDetail
  readonly doc: DocJson
  readonly points: readonly PlacedPoint[]
  readonly length: TextLength
  readonly onGo: (point: PlacedPoint) => void
  /** Puts the caret to a line of the text. */
  readonly onLine: (line: number) => void
  /** Asks on what ground a line marked LIMITE may stand in the text; null for whoever cannot say so just now. */
  readonly onAnswerLimite: ((line: string) => void) | null
  /** Adds a section that is missing; null for whoever cannot just now. */
  readonly onAddSection: ((kind: SectionKind) => void) | null
  readonly tab: PanelTab
  readonly onTab: (tab: PanelTab) => void
  /** The threads that are open for all delegations. */
  readonly threads: readonly OpenThread[]
  readonly onThread: (threadId: string) => void
  /** The proposals that wait. */
  readonly proposals: readonly OpenProposal[]
  readonly onProposal: (proposalId: string) => void
  /** The threads beside the text; null for whoever may not comment. */
  readonly comments: { readonly label: string; readonly content: ReactNode } | null
  readonly suggestions: { readonly label: string; readonly content: ReactNode }
  /** The wordings that somebody took out of the text who might not. */
  readonly takenOut: readonly TakenOutWording[]
  /** Shows the text as it stood at an instant. */
  readonly onMoment: (at: string) => void
  /** Who worked on the text when. */
  readonly timeline: ReactNode
}

/** What stands beside the text, one at a time. */
export type PanelTab = 'points' | 'suggestions' | 'comments' | 'facts' | 'versions' | 'timeline' | 'events'

/** Beside the text: what is open in it, the facts, the versions, what happened. */
export function SidePanel({
  position,
  doc,
  points,
  length,
  onGo,
  onLine,
  onAnswerLimite,
  onAddSection,
  tab,
  onTab,
  threads,
  onThread,
  proposals,
  onProposal,
  comments,
  suggestions,
  takenOut,
  onMoment,
  timeline,
}: Props) {
  const t = useT('drafting')
  const tHistory = useT('history')
  // What has been looked at once stays, with what was begun in it; what was not is not drawn.
  const [seen, setSeen] = useState<ReadonlySet<PanelTab>>(new Set([tab]))
  if (!seen.has(tab)) setSeen(new Set(seen).add(tab))
  const panel = (name: PanelTab, content: ReactNode) => (
    <Tabs.Panel value={name}>{seen.has(name) && content}</Tabs.Panel>
  )
  return (
    <Tabs value={tab} onChange={(value) => onTab(value as PanelTab)} data-size="sm" className={styles.tabs}>
      <Tabs.List>
        <Tabs.Tab value="points">
          {t('panel.points', {
            count: points.length + threads.length + proposals.length + takenOut.length,
          })}
        </Tabs.Tab>
        <Tabs.Tab value="suggestions">{suggestions.label}</Tabs.Tab>
        {comments && <Tabs.Tab value="comments">{comments.label}</Tabs.Tab>}
        <Tabs.Tab value="facts">{t('panel.facts')}</Tabs.Tab>
        <Tabs.Tab value="versions">{t('panel.versions')}</Tabs.Tab>
        <Tabs.Tab value="timeline">{tHistory('timeline.tab')}</Tabs.Tab>
        <Tabs.Tab value="events">{t('panel.events')}</Tabs.Tab>
      </Tabs.List>
      {panel(
        'points',
        <OpenPoints
          sections={<SectionsToLookAt position={position} doc={doc} onGo={onLine} />}
          points={points}
          length={length}
          onGo={onGo}
          onAnswerLimite={onAnswerLimite}
          onAddSection={onAddSection}
          threads={threads}
          onThread={onThread}
          proposals={proposals}
          onProposal={onProposal}
          takenOut={takenOut}
          onMoment={onMoment}
        />,
      )}
      {panel('suggestions', suggestions.content)}
      {comments && panel('comments', comments.content)}
      {panel(
        'facts',
        <>
          <PositionFacts position={position} />
          <RecordNotes position={position} />
        </>,
      )}
      {panel('versions', <VersionList position={position} />)}
      {/* Asked for anew whenever it is opened. */}
      {panel('timeline', tab === 'timeline' && timeline)}
      {panel('events', <EventFeed positionId={position.id} />)}
    </Tabs>
  )
}
