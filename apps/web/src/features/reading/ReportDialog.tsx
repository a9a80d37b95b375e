import '@digdir/designsystemet-css'
import type { PositionDetail } from '@samsyn/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { createPortal } from 'react-dom'
import { ReportSpillDialog } from '../spill/ReportSpillDialog.tsx'

/** The app's own dialog, on the light page: loaded when somebody asks for it, with its words and the style of its parts. */
export function ReportDialog({
  position,
  onClose,
}: {
  readonly position: PositionDetail
  readonly onClose: () => void
}) {
  const client = useQueryClient()
  const close = () => {
    onClose()
    // What was read goes as soon as it is told that it is locked.
    void client.invalidateQueries()
  }
  // Beside the page, whose buttons look otherwise.
  return createPortal(<ReportSpillDialog position={position} onClose={close} />, document.body)
}
