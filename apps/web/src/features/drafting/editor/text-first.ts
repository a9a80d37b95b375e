/** For so long after a text is drawn the page does nothing else but take what is typed in it, in milliseconds. */
export const textHasRestFor = 400
