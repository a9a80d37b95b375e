import type { ReactNode } from 'react'
import { Link } from 'react-router'

interface Props {
  readonly to: string
  readonly className?: string | undefined
  readonly 'data-variant'?: string
  readonly 'data-size'?: string
  readonly 'data-color'?: string
  readonly onClick?: () => void
  readonly children: ReactNode
}

/** A link that knows which of the two bundles an address belongs to: the reading page is reached by leaving this one. */
export function AppLink({ to, children, ...rest }: Props) {
  return to.startsWith('/read/') ? (
    <a href={to} {...rest}>
      {children}
    </a>
  ) : (
    <Link to={to} {...(rest as object)}>
      {children}
    </Link>
  )
}
