import type { ReactNode } from 'react'

interface Props {
  readonly className?: string | undefined
  readonly size?: 'sm' | undefined
  readonly children: ReactNode
}

/** How the button of a menu looks that is still to be loaded: nothing moves when it comes. Until then there is nothing to press. */
export function ButtonToCome({ className = '', size, children }: Props) {
  return (
    <span
      aria-hidden
      className={`ds-button ${className}`}
      data-variant="tertiary"
      data-color="neutral"
      data-size={size}
    >
      {children}
    </span>
  )
}
