import type { ThreadComment } from '@samsyn/protocol'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from './Comments.module.css'

type Mention = ThreadComment['mentions'][number]

interface Props {
  readonly mentionable: readonly Mention[]
  readonly nameOf: (mention: Mention) => string
  readonly onMention: (mention: Mention) => void
}

/** Chooses whom to mention. With keys one passes by others on the way: who is chosen counts with Enter, or when the field is left. */
export function MentionSelect({ mentionable, nameOf, onMention }: Props) {
  const t = useT('comments')
  const [chosen, setChosen] = useState('')
  const isByKeys = useRef(false)
  const mention = (key: string) => {
    setChosen('')
    const found = mentionable.find((each) => keyOf(each) === key)
    if (found) onMention(found)
  }
  const keys = (event: KeyboardEvent) => {
    isByKeys.current = true
    if (event.key !== 'Enter' || chosen === '') return
    event.preventDefault()
    mention(chosen)
  }
  return (
    <select
      aria-label={t('mention.label')}
      className={styles.mention}
      value={chosen}
      onKeyDown={keys}
      onPointerDown={() => {
        isByKeys.current = false
      }}
      onBlur={() => mention(chosen)}
      onChange={({ target }) => (isByKeys.current ? setChosen(target.value) : mention(target.value))}
    >
      <option value="">{t('mention.label')}</option>
      {mentionable.map((each) => (
        <option key={keyOf(each)} value={keyOf(each)}>
          {nameOf(each)}
        </option>
      ))}
    </select>
  )
}

/** What tells those who can be mentioned apart. */
export function keyOf(mention: Mention): string {
  return mention.kind === 'person' ? mention.personId : mention.country
}
