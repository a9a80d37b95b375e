import { FileCheckmarkIcon, MinusIcon, PadlockLockedIcon, PencilIcon } from '@navikt/aksel-icons'
import type { TextState } from '@samsyn/protocol'
import type { ComponentType } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from '../../ui/StatusTag.module.css'
import type { StatusKind } from '../../ui/status-kind.ts'

const looks: Readonly<Record<TextState, readonly [StatusKind, ComponentType<{ 'aria-hidden': true }>]>> = {
  final: ['final', FileCheckmarkIcon],
  suspended: ['refused', MinusIcon],
  superseded: ['over', MinusIcon],
  withdrawn: ['over', MinusIcon],
  version: ['frozen', PadlockLockedIcon],
  draft: ['draft', PencilIcon],
}

/** What a text is, by word, sign and shape: only what can be used at the table is filled. */
export function TextStateTag({ state }: { readonly state: TextState }) {
  const t = useT('search')
  const [kind, Icon] = looks[state]
  return (
    <span className={styles.tag} data-kind={kind}>
      <Icon aria-hidden />
      {t(`textState.${state}`)}
    </span>
  )
}
