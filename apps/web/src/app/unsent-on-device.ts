import { countUnsentTexts } from '../features/drafting/connection/draft-database.ts'
import { countUnsentReports } from '../features/report/report-store.ts'

/** What of a person's work no server has, and signing out on this device would remove. */
export interface UnsentOnDevice {
  /** Texts with words that were not sent, or not accepted. */
  readonly texts: number
  readonly reports: number
}

/** Counts what a sign-out on this device would remove for good; null where it would remove nothing. */
export async function unsentOnDevice(personId: string): Promise<UnsentOnDevice | null> {
  const [texts, reports] = await Promise.all([countUnsentTexts(personId), countUnsentReports(personId)])
  return texts + reports > 0 ? { texts, reports } : null
}
