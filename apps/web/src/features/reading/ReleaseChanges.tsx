import type { ReleaseDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useTextChangeWords } from '../keeping/FolderChanges.tsx'
import { seenBeside, textChangesSince } from '../keeping/folder-changes.ts'

/** Says what came to a final text since its page was opened, above everything and wherever one reads, until the reader has seen it. */
export function ReleaseChanges({ release }: { readonly release: ReleaseDetail }) {
  const t = useT('folder')
  const words = useTextChangeWords()
  const [seen, setSeen] = useState(() => seenBeside(release))
  const changes = textChangesSince(seen, release)
  if (changes.length === 0) return null
  return (
    <div role="alert" className="reading-changes">
      <div className="folder-changes">
        <strong>{t('changed.title')}</strong>
        <ul>
          {changes.map((kind) => (
            <li key={kind}>{words(kind, release)}</li>
          ))}
        </ul>
        <button type="button" onClick={() => setSeen(seenBeside(release))}>
          {t('changed.dismiss')}
        </button>
      </div>
    </div>
  )
}
