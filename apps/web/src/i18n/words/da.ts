/** Everything the app says in this language, by the path of its catalogue. */
export const words = import.meta.glob<Readonly<Record<string, unknown>>>('../catalogues/da/*.json', {
  eager: true,
  import: 'default',
})
