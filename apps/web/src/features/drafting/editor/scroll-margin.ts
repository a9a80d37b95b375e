const usual = { top: 170, bottom: 60, left: 0, right: 0 }

/** Keeps the place one goes to clear of the bars that stick to the window. ProseMirror reads it each time. */
export const scrollMargin = { ...usual }

/** Keeps so many pixels more at the bottom of the window clear, also of what else sticks there. */
export function keepBottomClear(pixels: number): void {
  scrollMargin.bottom = usual.bottom + pixels
  document.documentElement.style.setProperty('--bottom-clear', `${pixels}px`)
}
