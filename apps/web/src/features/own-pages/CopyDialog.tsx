import { partiesWhoRead } from '@samsyn/domain'
import type { PositionDetail } from '@samsyn/protocol'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import type { Carried } from './ask-before-paste.ts'
import styles from './OwnPages.module.css'

interface Props {
  readonly position: PositionDetail
  readonly carried: Carried | null
  readonly onClose: () => void
}

/** Asks, before text of a delegation's own pages goes into the joint text, with who would read it there. */
export function CopyDialog({ position, carried, onClose }: Props) {
  const t = useT('pages')
  const countries = useCountryNames()
  if (!carried) return null
  const { country, text, accept } = carried
  const readers = countries.list(partiesWhoRead(position).filter((party) => party !== country))
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('copy.title')}
      confirm={t('copy.confirm')}
      tone="danger"
      error={null}
      isPending={false}
      onConfirm={() => {
        onClose()
        accept()
      }}
    >
      <p>{t('copy.from', { country: countries.name(country) })}</p>
      <blockquote className={styles.carried}>{text}</blockquote>
      <p>
        <b>{t(position.status === 'draft' ? 'copy.readersLater' : 'copy.readers', { countries: readers })}</b>
      </p>
    </CommandDialog>
  )
}
