const storageKey = 'samsyn.letter-keys'

/** Whether single letters do something on this device: whoever speaks to it, or has shaky hands, can switch them off (WCAG 2.1.4). */
export function areLettersOn(storage: Pick<Storage, 'getItem'>): boolean {
  return storage.getItem(storageKey) !== 'off'
}

/** Switches them on or off. */
export function switchLetters(storage: Pick<Storage, 'setItem'>, isOn: boolean): void {
  storage.setItem(storageKey, isOn ? 'on' : 'off')
}
