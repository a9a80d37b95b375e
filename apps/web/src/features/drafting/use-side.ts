import { useCallback, useState } from 'react'
import type { PanelTab } from './SidePanel.tsx'
import { useMatches } from './use-matches.ts'

/** What stands beside a text: in columns of its own where there is room, else in drawers over the text. */
export interface Side {
  /** Whether there is room for the outline, and for the panel. */
  readonly hasOutline: boolean
  readonly hasPanel: boolean
  readonly tab: PanelTab
  readonly setTab: (tab: PanelTab) => void
  readonly drawer: 'outline' | 'panel' | null
  readonly openDrawer: (drawer: 'outline' | 'panel') => void
  readonly togglePanel: () => void
  readonly close: () => void
  /** Shows one tab of the panel, wherever the panel is. */
  readonly show: (tab: PanelTab) => void
}

/** `isBeside`: another text stands beside this one, so that there is less room. */
export function useSide({ isBeside }: { readonly isBeside: boolean }): Side {
  const [tab, setTab] = useState<PanelTab>('points')
  const [drawer, setDrawer] = useState<Side['drawer']>(null)
  const hasOutline = useMatches('(width >= 75rem)') && !isBeside
  const hasPanel = useMatches('(width >= 62rem)') && !isBeside
  const close = useCallback(() => setDrawer(null), [])
  return {
    hasOutline,
    hasPanel,
    tab,
    setTab,
    drawer,
    openDrawer: setDrawer,
    togglePanel: () => setDrawer(drawer === 'panel' ? null : 'panel'),
    close,
    show: (wanted) => {
      setTab(wanted)
      if (!hasPanel) setDrawer('panel')
    },
  }
}
