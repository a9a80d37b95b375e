import { type RefObject, useEffect, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from './JumpBar.module.css'

interface Props {
  readonly target: RefObject<HTMLElement | null>
  readonly targetId: string
  readonly hasDecided: boolean
}

/** The way from a long text to the decision, on narrow screens; gone while the decision is in sight. */
export function JumpBar({ target, targetId, hasDecided }: Props) {
  const t = useT('version')
  const [isThere, setThere] = useState(false)
  useEffect(() => {
    if (!target.current) return
    const observer = new IntersectionObserver(([entry]) => setThere(entry?.isIntersecting ?? false))
    observer.observe(target.current)
    return () => observer.disconnect()
  }, [target])
  if (isThere) return null
  return (
    <div className={styles.bar}>
      <a href={`#${targetId}`} className="ds-button" data-variant={hasDecided ? 'secondary' : 'primary'}>
        {t(hasDecided ? 'decide.jumpDecided' : 'decide.jump')}
      </a>
    </div>
  )
}
