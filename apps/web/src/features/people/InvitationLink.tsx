import type { RouteResponse } from '@samsyn/protocol'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import styles from './People.module.css'

interface Props {
  readonly made: RouteResponse<'makeInvitation'>
  readonly onAnother: () => void
}

/** The link of an invitation that was just made: it is shown here and never again. */
export function InvitationLink({ made: { invitation, link }, onAnother }: Props) {
  const t = useT('people')
  const time = useTime()
  const heading = useRef<HTMLHeadingElement>(null)
  const words = useRef<HTMLElement>(null)
  const [isCopied, setCopied] = useState(false)
  useEffect(() => heading.current?.focus(), [])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link)
      setCopied(true)
    } catch {
      // No clipboard without the right to it: the link is selected, ready for the keys.
      if (words.current) getSelection()?.selectAllChildren(words.current)
    }
  }
  return (
    <section className={styles.made} aria-labelledby="link">
      <h2 id="link" ref={heading} tabIndex={-1} className={styles.heading}>
        {t('made', { name: invitation.offer.name })}
      </h2>
      <p>{t('madeText', { time: time.full(invitation.expiresAt) })}</p>
      <code ref={words} className={styles.link}>
        {link}
      </code>
      <div className={styles.buttons}>
        <button type="button" className="ds-button" data-variant="primary" onClick={() => void copy()}>
          {isCopied ? t('copied') : t('copy')}
        </button>
        <button type="button" className="ds-button" data-variant="secondary" onClick={onAnother}>
          {t('another')}
        </button>
        <Link to="/people" className="ds-button" data-variant="tertiary">
          {t('toPeople')}
        </Link>
      </div>
    </section>
  )
}
