import { Component, type ReactNode } from 'react'
import { CrashPage } from './CrashPage.tsx'

/** Catches what a page throws while drawing itself and shows a sentence and a way on instead of an empty window. */
export class ErrorBoundary extends Component<
  { readonly children: ReactNode },
  { readonly hasFailed: boolean }
> {
  override readonly state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    return this.state.hasFailed ? <CrashPage /> : this.props.children
  }
}
