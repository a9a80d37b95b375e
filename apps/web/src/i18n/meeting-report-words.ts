import type { i18n } from 'i18next'

const catalogues = import.meta.glob<Readonly<Record<string, unknown>>>('./catalogues/*/report.json', {
  import: 'default',
})

/** Adds the words of the report from a meeting to the light page, which does not begin with them. */
export async function addMeetingReportWords(instance: i18n): Promise<void> {
  const { language } = instance
  const words = await catalogues[`./catalogues/${language}/report.json`]?.()
  if (!words) throw new Error(`There are no words of report in ${language}`)
  instance.addResourceBundle(language, 'report', words)
}
