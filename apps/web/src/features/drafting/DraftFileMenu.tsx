import { Dropdown } from '@digdir/designsystemet-react'
import { ChevronDownIcon, DownloadIcon } from '@navikt/aksel-icons'
import { attributions, usualAttribution } from '@samsyn/domain'
import { filePath, type PositionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from './DraftHeader.module.css'

/** The draft as a Word file, by how it says there who supports a wording; what is usual for the instrument first. */
export function DraftFileMenu({ position }: { readonly position: PositionDetail }) {
  const t = useT('drafting')
  const tCommon = useT('common')
  const [isOpen, setOpen] = useState(false)
  const usual = usualAttribution(position.instrument)
  return (
    <Dropdown.TriggerContext>
      <Dropdown.Trigger
        className={styles.button}
        variant="tertiary"
        data-color="neutral"
        data-size="sm"
        onClick={() => setOpen(!isOpen)}
      >
        <DownloadIcon aria-hidden />
        {t('word.download')}
        <ChevronDownIcon aria-hidden />
      </Dropdown.Trigger>
      <Dropdown open={isOpen} onClose={() => setOpen(false)} className={styles.files}>
        <Dropdown.Heading>{tCommon('attribution.label')}</Dropdown.Heading>
        <Dropdown.List>
          {[usual, ...attributions.filter((each) => each !== usual)].map((attribution) => (
            <Dropdown.Item key={attribution}>
              <Dropdown.Button asChild>
                <a
                  href={filePath('getDraftFile', { positionId: position.id }, { attribution })}
                  download
                  onClick={() => setOpen(false)}
                >
                  {tCommon(`attribution.${attribution}`)}
                </a>
              </Dropdown.Button>
            </Dropdown.Item>
          ))}
        </Dropdown.List>
      </Dropdown>
    </Dropdown.TriggerContext>
  )
}
