import type { i18n } from 'i18next'

const catalogues = import.meta.glob<Readonly<Record<string, unknown>>>('./catalogues/*/{pages,spill}.json', {
  import: 'default',
})

/** Adds the words of a report of classified information to the light page, which does not begin with them. */
export async function addReportWords(instance: i18n): Promise<void> {
  const { language } = instance
  await Promise.all(
    ['pages', 'spill'].map(async (namespace) => {
      const words = await catalogues[`./catalogues/${language}/${namespace}.json`]?.()
      if (!words) throw new Error(`There are no words of ${namespace} in ${language}`)
      instance.addResourceBundle(language, namespace, words)
    }),
  )
}
