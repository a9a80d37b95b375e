import {
  ChevronDownIcon,
  DownloadIcon,
  PaletteIcon,
  PencilIcon,
  ShieldLockIcon,
  UploadIcon,
} from '@navikt/aksel-icons'
import type { PositionDetail } from '@samsyn/protocol'
import { type ComponentProps, memo, type ReactNode, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { ButtonToCome } from '../../ui/ButtonToCome.tsx'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { initials } from '../../ui/initials.ts'
import { MarkingLine } from '../../ui/MarkingLine.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { PaperHead } from '../../ui/PaperHead.tsx'
import { PositionStatus } from '../../ui/PositionStatus.tsx'
import { useMarkingText } from '../../ui/use-marking-text.ts'
import type { PersonHere } from './connection/use-people-here.ts'
import styles from './DraftHeader.module.css'
import { keyText } from './toolbar/toolbar-items.ts'
import { useBeside } from './use-beside.ts'

interface Props {
  readonly position: PositionDetail
  readonly people: readonly PersonHere[]
  /** The ways to the other texts of the position. */
  readonly layers: ReactNode
  /** Whether the text is coloured by delegation, and the switch. */
  readonly isColoured: boolean
  readonly onColour: () => void
  /** Brings in a Word file; null for whoever cannot write in the draft now. */
  readonly onImport: (() => void) | null
}

/** Title, state of the position, and who is here. */
export const DraftHeader = memo(function DraftHeader({
  position,
  people,
  layers,
  isColoured,
  onColour,
  onImport,
}: Props) {
  const t = useT('drafting')
  const tHistory = useT('history')
  const tSpill = useT('spill')
  const tWord = useT('word')
  const tDomain = useT('domain')
  const markingText = useMarkingText()
  const [isReporting, setReporting] = useState(false)
  const [isRenaming, setRenaming] = useState(false)
  const beside = useBeside({ isNeeded: isReporting || isRenaming })
  return (
    <>
      <PaperHead parts={[tDomain(`status.${position.status}`), markingText(position), position.title]} />
      <PageHeader
        title={position.title}
        above={
          <>
            <PositionStatus position={position} />
            <MarkingLine text={position} />
          </>
        }
        actions={layers}
      >
        {people.length > 0 && (
          <div className={styles.here}>
            <span className={styles.label} id="people-here">
              {t('here.label')}
            </span>
            <ul className={styles.people} aria-labelledby="people-here">
              {people.map((person) => (
                <li key={person.personId} title={person.name}>
                  {person.country ? (
                    <CountryBadge country={person.country} />
                  ) : (
                    <span className={styles.noCountry} aria-hidden>
                      {initials(person.name)}
                    </span>
                  )}
                  <span className="visually-hidden">{person.name}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        <div className={styles.tools}>
          {position.abilities.rename && (
            <Tool onClick={() => setRenaming(true)}>
              <PencilIcon aria-hidden />
              {t('rename.button')}
            </Tool>
          )}
          <Tool aria-pressed={isColoured} title={keyText('Mod-Alt-a')} onClick={onColour}>
            <PaletteIcon aria-hidden />
            {tHistory('authors.show')}
          </Tool>
          {beside ? (
            <beside.DraftFileMenu position={position} />
          ) : (
            <ButtonToCome className={styles.button} size="sm">
              <DownloadIcon aria-hidden />
              {t('word.download')}
              <ChevronDownIcon aria-hidden />
            </ButtonToCome>
          )}
          {position.abilities.reportSpill && (
            <Tool onClick={() => setReporting(true)}>
              <ShieldLockIcon aria-hidden />
              {tSpill('report.button')}
            </Tool>
          )}
          {onImport && (
            <Tool onClick={onImport}>
              <UploadIcon aria-hidden />
              {tWord('title')}
            </Tool>
          )}
        </div>
        {isReporting && beside && (
          <beside.ReportSpillDialog position={position} onClose={() => setReporting(false)} />
        )}
        {isRenaming && beside && (
          <beside.RenameDialog position={position} onClose={() => setRenaming(false)} />
        )}
      </PageHeader>
    </>
  )
})

/** One of the quiet buttons below the title. */
function Tool(props: ComponentProps<'button'>) {
  return (
    <button
      {...props}
      type="button"
      className={`ds-button ${styles.button}`}
      data-variant="tertiary"
      data-color="neutral"
      data-size="sm"
    />
  )
}
