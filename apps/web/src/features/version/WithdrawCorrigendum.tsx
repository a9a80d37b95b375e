import type { CorrigendumDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { usePositionChange } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'

/** Taking a corrigendum back that runs. */
export function WithdrawCorrigendum({
  corrigendum,
  positionId,
}: {
  readonly corrigendum: CorrigendumDetail
  readonly positionId: string
}) {
  const t = useT('version')
  const [isOpen, setOpen] = useState(false)
  const command = usePositionChange<void>(positionId, () =>
    api('withdrawCorrigendum', { params: { positionId, corrigendumId: corrigendum.id } }),
  )
  return (
    <>
      <button
        type="button"
        className="ds-button"
        data-variant="tertiary"
        data-color="neutral"
        onClick={() => setOpen(true)}
      >
        {t('corrigenda.withdraw')}
      </button>
      <CommandDialog
        isOpen={isOpen}
        onClose={() => {
          command.reset()
          setOpen(false)
        }}
        title={t('corrigenda.withdrawTitle')}
        confirm={t('corrigenda.withdraw')}
        error={command.error}
        isPending={command.isPending}
        onConfirm={() => command.mutate(undefined, { onSuccess: () => setOpen(false) })}
      >
        <p>{t('corrigenda.withdrawText')}</p>
      </CommandDialog>
    </>
  )
}
