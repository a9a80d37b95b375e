import { useSyncExternalStore } from 'react'

/** Also read by public/reading-device.js before the first paint. */
const storageKey = 'samsyn.big-type'
const changed = 'samsyn-big-type'

/** Whether big type is on, on this device, and a function that switches it. */
export function useBigType(): readonly [boolean, (isBig: boolean) => void] {
  return [useSyncExternalStore(subscribe, isOn, () => false), switchTo]
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(changed, onChange)
  return () => window.removeEventListener(changed, onChange)
}

function isOn(): boolean {
  return document.documentElement.dataset.bigType === 'true'
}

function switchTo(isBig: boolean): void {
  document.documentElement.dataset.bigType = String(isBig)
  localStorage.setItem(storageKey, isBig ? 'on' : 'off')
  window.dispatchEvent(new Event(changed))
}
