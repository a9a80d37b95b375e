import { type ErrorBody, type ErrorCode, type PdfKind, pdfHeader, pdfKinds } from '@samsyn/protocol'
import { type MouseEvent, useState } from 'react'

/** What has become of the PDF that was asked for last. */
export type PdfState =
  | { readonly kind: 'none' | 'underway' }
  /** It is on the device. */
  | { readonly kind: 'saved'; readonly pdf: PdfKind }
  | { readonly kind: 'refused'; readonly code: ErrorCode | 'network' }

/** Saves PDFs on the device, and knows what the server said of the last one, which a mere link would not. */
export function usePdf(): {
  readonly state: PdfState
  /** For the link to the file. */
  readonly onClick: (event: MouseEvent<HTMLAnchorElement>) => void
} {
  const [state, setState] = useState<PdfState>({ kind: 'none' })
  const save = async (path: string) => {
    setState({ kind: 'underway' })
    const response = await fetch(path, { credentials: 'same-origin' }).catch(() => null)
    if (!response?.ok) {
      const body = (await response?.json().catch(() => null)) as Partial<ErrorBody> | null | undefined
      setState({ kind: 'refused', code: response ? (body?.error?.code ?? 'internal') : 'network' })
      return
    }
    const content = await response.blob().catch(() => null)
    if (!content) {
      setState({ kind: 'refused', code: 'network' })
      return
    }
    keep(content, nameIn(response.headers.get('content-disposition') ?? ''))
    const kind = response.headers.get(pdfHeader)
    setState({ kind: 'saved', pdf: pdfKinds.find((each) => each === kind) ?? 'plain' })
  }
  const onClick = (event: MouseEvent<HTMLAnchorElement>) => {
    // Whoever asks for another tab has the link itself.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    if (state.kind !== 'underway') void save(event.currentTarget.href)
  }
  return { state, onClick }
}

function keep(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has begun to save it by then; until the page is left it would take memory.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** The name that the server gives a file. */
function nameIn(disposition: string): string {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/.exec(disposition) ?? []
  const [, plain] = /filename="([^"]+)"/.exec(disposition) ?? []
  return encoded ? decodeURIComponent(encoded) : (plain ?? 'samsyn.pdf')
}
