import type { TextMarking } from '@samsyn/domain'
import { useEffect, useRef, useState } from 'react'
import { usePersonCountry } from '../../app/session-context.ts'
import { type Prepared, prepareImport } from './prepare-import.ts'
import { type ImportRefusal, readInWorker } from './read-in-worker.ts'

/** What has become of the chosen file. */
export type FileReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading'; readonly name: string }
  | { readonly kind: 'refused'; readonly name: string | null; readonly refusal: ImportRefusal }
  | {
      readonly kind: 'read'
      readonly name: string
      readonly prepared: Prepared
      /** The marking LIMITE, where the file carries it. */
      readonly limite: TextMarking | null
    }

/** Reads the file that was chosen last, and gives up one that was chosen before or whose dialog is gone. */
export function useFileReading(): {
  readonly reading: FileReading
  readonly read: (files: readonly File[]) => Promise<void>
} {
  const own = usePersonCountry()
  const [reading, setReading] = useState<FileReading>({ kind: 'none' })
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])
  const read = async (files: readonly File[]) => {
    abort.current?.abort()
    const [file] = files
    if (!file) return setReading({ kind: 'none' })
    if (files.length > 1) return setReading({ kind: 'refused', name: null, refusal: { code: 'several' } })
    const controller = new AbortController()
    abort.current = controller
    const { name } = file
    setReading({ kind: 'reading', name })
    try {
      const found = await readInWorker(file, controller.signal)
      if (controller.signal.aborted) return
      if (!found.ok) return setReading({ kind: 'refused', name, refusal: found.refusal })
      const prepared = prepareImport(found.text, own)
      if (prepared) setReading({ kind: 'read', name, prepared, limite: found.limite })
      else setReading({ kind: 'refused', name, refusal: { code: 'too_long' } })
    } catch (error) {
      // Another file was chosen meanwhile, or the dialog closed.
      if (!controller.signal.aborted) throw error
    }
  }
  return { reading, read }
}
