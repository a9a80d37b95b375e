import type { DocJson } from '@samsyn/editor'
import type { Abilities, PositionDetail } from '@samsyn/protocol'
import { type ComponentType, useState } from 'react'
import { Link } from 'react-router'
import { useT } from '../../i18n/i18n.ts'
import { useOpenThreads } from '../comments/use-open-threads.ts'
import { useOpenProposals } from '../proposals/use-open-proposals.ts'
import { CloseDialog } from './CloseDialog.tsx'
import { FreezeDialog } from './FreezeDialog.tsx'
import { OpenRoundDialog } from './OpenRoundDialog.tsx'
import styles from './PositionActions.module.css'
import { ReasonDialog } from './ReasonDialog.tsx'
import { ReleasabilityDialog } from './ReleasabilityDialog.tsx'
import { ReleaseDialog } from './ReleaseDialog.tsx'
import { StartCoordinationDialog } from './StartCoordinationDialog.tsx'

/** A place in the text that is not agreed yet, in words. */
export interface OpenPointLine {
  readonly id: string
  readonly text: string
  /** A passage in brackets, or a change that is only proposed. */
  readonly isUnsettled?: boolean
}

/** What every dialog of a command is given. */
export interface CommandProps {
  readonly position: PositionDetail
  readonly openPoints: readonly OpenPointLine[]
  /** The text as it stands; without sections where it is not looked at. */
  readonly doc: DocJson
  /** Threads beside the text that are open for all delegations. */
  readonly openThreads: readonly OpenPointLine[]
  /** What is proposed beside the text and not settled. */
  readonly openProposals: readonly OpenPointLine[]
  readonly isOpen: boolean
  readonly onClose: () => void
}

type Step = Extract<
  keyof Abilities,
  | 'startCoordination'
  | 'freeze'
  | 'openRound'
  | 'release'
  | 'reopenDraft'
  | 'setReleasability'
  | 'close'
  | 'withdraw'
>

/** In the order of a position's life; the first one possible is the one that leads on. */
const steps: readonly { readonly step: Step; readonly Dialog: ComponentType<CommandProps> }[] = [
  { step: 'startCoordination', Dialog: StartCoordinationDialog },
  { step: 'freeze', Dialog: FreezeDialog },
  { step: 'openRound', Dialog: OpenRoundDialog },
  { step: 'release', Dialog: ReleaseDialog },
  { step: 'reopenDraft', Dialog: (props) => <ReasonDialog {...props} command="reopenDraft" /> },
  { step: 'setReleasability', Dialog: ReleasabilityDialog },
  { step: 'close', Dialog: CloseDialog },
  { step: 'withdraw', Dialog: (props) => <ReasonDialog {...props} command="withdraw" /> },
]

const noText: DocJson = { type: 'doc', content: [] }

const leadingOn: readonly Step[] = ['startCoordination', 'freeze', 'openRound', 'release']

interface Props {
  readonly position: PositionDetail
  /** Of the text as it stands, for the dialogs that must not pass over them. */
  readonly openPoints?: readonly OpenPointLine[]
  readonly doc?: DocJson
  /** The version page shows the decision itself and needs no link to it. */
  readonly withDecision?: boolean
}

/** The commands this person may give right now; what they may not do is not shown. Draws nothing when there is none. */
export function PositionActions({ position, openPoints = [], doc = noText, withDecision = true }: Props) {
  const t = useT('position')
  const openThreads = useOpenThreads(position)
  const openProposals = useOpenProposals(position)
  const [opened, setOpened] = useState<Step | null>(null)
  const possible = steps.filter(({ step }) => position.abilities[step])
  const canDecide = withDecision && position.abilities.decide && position.round !== null
  // A dialog somebody is writing in stays when another person acts first: it is told so, and its words are not lost.
  const mounted = steps.filter(({ step }) => position.abilities[step] || step === opened)
  if (mounted.length === 0 && !canDecide) return null
  return (
    <div className={styles.actions}>
      {canDecide && position.round && (
        <Link
          to={`/positions/${position.id}/versions/${position.round.version.number}`}
          className="ds-button"
          data-variant="primary"
        >
          {t('actions.decide')}
        </Link>
      )}
      {possible.map(({ step }) => (
        <button
          key={step}
          type="button"
          className="ds-button"
          data-variant={
            leadingOn.includes(step) && !canDecide
              ? 'primary'
              : step === 'withdraw'
                ? 'tertiary'
                : 'secondary'
          }
          data-color={step === 'withdraw' ? 'danger' : step === 'release' ? 'seal' : 'accent'}
          onClick={() => setOpened(step)}
        >
          {t(`actions.${step}`)}
        </button>
      ))}
      {mounted.map(({ step, Dialog }) => (
        <Dialog
          key={step}
          position={position}
          openPoints={openPoints}
          doc={doc}
          openThreads={openThreads}
          openProposals={openProposals}
          isOpen={opened === step}
          onClose={() => setOpened(null)}
        />
      ))}
    </div>
  )
}
