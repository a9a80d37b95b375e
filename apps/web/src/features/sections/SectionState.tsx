import { Dropdown } from '@digdir/designsystemet-react'
import {
  CheckmarkCircleFillIcon,
  CheckmarkCircleIcon,
  CircleIcon,
  ExclamationmarkTriangleFillIcon,
  PadlockLockedFillIcon,
  PadlockLockedIcon,
  PadlockUnlockedIcon,
} from '@navikt/aksel-icons'
import type { SectionAct } from '@samsyn/domain'
import type { DocJson } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'
import { useMemo, useRef, useState } from 'react'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { ReopenSectionDialog } from './ReopenSectionDialog.tsx'
import styles from './SectionState.module.css'
import { useSectionWords } from './use-section-words.ts'
import { type Section, useMarkSection, useSections } from './use-sections.ts'

interface Props {
  readonly position: PositionDetail
  readonly section: DocJson['content'][number]
}

/** Where a section stands, as a button that says more and lets those who may change it. */
export function SectionState({ position, section }: Props) {
  const doc = useMemo<DocJson>(() => ({ type: 'doc', content: [section] }), [section])
  const [own] = useSections(position, doc)
  return own ? <StateMenu position={position} section={own} /> : null
}

function StateMenu({ position, section }: { readonly position: PositionDetail; readonly section: Section }) {
  const t = useT('drafting')
  const words = useSectionWords()
  const errorText = useErrorText()
  const [isOpen, setOpen] = useState(false)
  const [isReopening, setReopening] = useState(false)
  const command = useMarkSection(position.id, section.text.id)
  const { text, standing, acts } = section
  const state = words.state(section)
  const last = words.last(section)
  const reason = words.reason(section)
  const isHeldUp =
    position.abilities.markSections && standing.state !== 'closed' && (text.isBracketed || text.isSuggestedIn)
  const close = () => {
    setOpen(false)
    command.reset()
  }
  const trigger = useRef<HTMLButtonElement>(null)
  // The button that was pressed goes with the menu.
  const leave = () => {
    trigger.current?.focus()
    close()
  }
  const act = (chosen: SectionAct) => {
    if (command.isPending) return
    if (chosen !== 'reopen') command.mutate({ act: chosen, sectionHash: text.hash }, { onSuccess: leave })
    else {
      leave()
      setReopening(true)
    }
  }
  return (
    <>
      <Dropdown.TriggerContext>
        <Dropdown.Trigger
          ref={trigger}
          className={styles.trigger}
          variant="tertiary"
          data-color="neutral"
          data-size="sm"
          data-section-state={standing.state}
          data-changed={standing.isChanged || undefined}
          aria-label={t('sectionState.label', { title: words.title(section), state })}
          title={state}
          onClick={() => setOpen(!isOpen)}
        >
          <Sign section={section} />
        </Dropdown.Trigger>
        <Dropdown open={isOpen} onClose={close} placement="bottom-end" className={styles.menu}>
          {isOpen && (
            <>
              <Dropdown.Heading>{state}</Dropdown.Heading>
              {last && <p>{last}</p>}
              {reason !== null && <p>{t('sectionState.why', { reason })}</p>}
              {isHeldUp && <p>{t('sectionState.unsettled')}</p>}
              {command.error && (
                <p className={styles.error} role="alert">
                  {errorText(command.error)}
                </p>
              )}
              {acts.length > 0 && (
                <Dropdown.List>
                  {acts.map((each) => {
                    const ActIcon = actIcons[each]
                    return (
                      <Dropdown.Item key={each}>
                        <Dropdown.Button onClick={() => act(each)}>
                          <ActIcon aria-hidden />
                          {t(`sectionState.act.${each}`)}
                        </Dropdown.Button>
                      </Dropdown.Item>
                    )
                  })}
                </Dropdown.List>
              )}
            </>
          )}
        </Dropdown>
      </Dropdown.TriggerContext>
      {isReopening && (
        <ReopenSectionDialog positionId={position.id} section={section} onClose={() => setReopening(false)} />
      )}
    </>
  )
}

function Sign({ section: { standing } }: { readonly section: Section }) {
  if (standing.isChanged) return <ExclamationmarkTriangleFillIcon aria-hidden />
  if (standing.state === 'bracketed')
    return (
      <span className={styles.brackets} aria-hidden>
        [ ]
      </span>
    )
  const StateIcon = stateIcons[standing.state]
  return <StateIcon aria-hidden />
}

const stateIcons = {
  open: CircleIcon,
  agreed: CheckmarkCircleFillIcon,
  closed: PadlockLockedFillIcon,
} as const

const actIcons = {
  agree: CheckmarkCircleIcon,
  close: PadlockLockedIcon,
  reopen: PadlockUnlockedIcon,
} as const satisfies Readonly<Record<SectionAct, unknown>>
