/** An element in a line that a view of a node is made of. */
export function span(className: string): HTMLElement {
  const element = document.createElement('span')
  element.className = className
  return element
}

/** A part of a view that nobody can write in, so that a caret has a place on either side of it; it is not read out. */
export function signElement(className: string): HTMLElement {
  const element = span(className)
  element.contentEditable = 'false'
  element.setAttribute('aria-hidden', 'true')
  return element
}
