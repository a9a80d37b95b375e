import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Programs that read a PDF and are none of ours; `npm test` installs them where it may. */
const tools = ['qpdf', 'pdftotext', 'pdfinfo', 'pdffonts'] as const

const missing = tools.filter((name) => spawnSync(name, ['--version']).error !== undefined)

/** Whether a PDF can be looked at on this machine. */
export const hasPdfTools = missing.length === 0

if (!hasPdfTools)
  process.stderr.write(
    `PDFs are not looked into: ${missing.join(', ')} missing (Debian: apt-get install qpdf poppler-utils).\n`,
  )

/** What one of them says of a file, its complaints aside. Throws where it fails. */
export function runPdfTool(
  name: (typeof tools)[number],
  pdf: Uint8Array,
  options: readonly string[] = [],
): string {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-pdf-'))
  try {
    const file = join(folder, 'file.pdf')
    writeFileSync(file, pdf)
    const { status, stdout, stderr } = spawnSync(
      name,
      [...options, file, ...(name === 'pdftotext' ? ['-'] : [])],
      {
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      },
    )
    if (status !== 0) throw new Error(`${name} found fault: ${stdout}${stderr}`)
    return stdout
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The text of a PDF in the order in which its pages were written, each stretch of white space one space. */
export function textOfPdf(pdf: Uint8Array): string {
  return runPdfTool('pdftotext', pdf, ['-raw', '-enc', 'UTF-8']).replace(/\s+/g, ' ')
}
