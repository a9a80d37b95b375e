import { useSyncExternalStore } from 'react'

/** `auto` follows the device. */
export const colourSchemes = ['auto', 'light', 'dark'] as const

export type ColourScheme = (typeof colourSchemes)[number]

/** Also read by public/colour-scheme.js and public/reading-device.js before the first paint. */
const storageKey = 'samsyn.colour-scheme'
const changed = 'samsyn-colour-scheme'

/** The scheme chosen on this device and a function that chooses another. */
export function useColourScheme(): readonly [ColourScheme, (scheme: ColourScheme) => void] {
  return [useSyncExternalStore(subscribe, current), choose]
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(changed, onChange)
  return () => window.removeEventListener(changed, onChange)
}

function current(): ColourScheme {
  const shown = document.documentElement.dataset.colorScheme
  return colourSchemes.find((scheme) => scheme === shown) ?? 'auto'
}

function choose(scheme: ColourScheme): void {
  document.documentElement.dataset.colorScheme = scheme
  if (scheme === 'auto') localStorage.removeItem(storageKey)
  else localStorage.setItem(storageKey, scheme)
  window.dispatchEvent(new Event(changed))
}
