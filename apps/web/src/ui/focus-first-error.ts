/** After a form was sent with something wrong in it: takes the focus to the first such field, once it is drawn as wrong. */
export function focusFirstError(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}
