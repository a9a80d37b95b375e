import type { z } from 'zod'
import type { fileRoutes } from './routes.ts'

/** The formats in which a frozen text can be had as a file. */
export const fileFormats = ['pdf', 'docx', 'html', 'md', 'txt'] as const

/** Those in which the report of a meeting can be had. */
export const reportFormats = ['pdf', 'docx'] as const satisfies readonly FileFormat[]

export type FileFormat = (typeof fileFormats)[number]

/** The header that says of a PDF whether it keeps the rules for accessible ones, PDF/UA-1, is only tagged, or not even that. */
export const pdfHeader = 'samsyn-pdf'

export const pdfKinds = ['ua-1', 'tagged', 'plain'] as const

export type PdfKind = (typeof pdfKinds)[number]

/** Where the API's files are, under `/api`; apart from their shapes, which a page that only links to them need not load. */
export const filePaths = {
  getDraftFile: '/positions/:positionId/draft.docx',
  getVersionFile: '/positions/:positionId/versions/:number/files/:format',
  getReleaseFile: '/releases/:releaseId/files/:format',
  getTranslationFile: '/releases/:releaseId/translations/:translationId/files/:format',
  getReleaseEvidence: '/releases/:releaseId/evidence.zip',
  getMeetingFolder: '/meetings/:meetingId/folder.pdf',
  getMeetingReportFile: '/meetings/:meetingId/report/files/:format',
} as const

export type FileRouteName = keyof typeof filePaths

/** The address of a file on the same server, its parameters and what is asked of it filled in. */
export function filePath<Name extends FileRouteName>(
  name: Name,
  params: z.input<(typeof fileRoutes)[Name]['params']>,
  query?: z.input<(typeof fileRoutes)[Name]['query']>,
): string {
  const values: Readonly<Record<string, unknown>> = params
  const asked = new URLSearchParams(query ?? {}).toString()
  const path = filePaths[name].replace(/:(\w+)/g, (_whole, key: string) =>
    encodeURIComponent(String(values[key])),
  )
  return `/api${path}${asked && `?${asked}`}`
}
