/** What the light pages say in this language, by the path of its catalogue. */
export const words = import.meta.glob<Readonly<Record<string, unknown>>>(
  '../catalogues/da/{common,domain,errors,folder,reading}.json',
  { eager: true, import: 'default' },
)
