import type { Language } from '@samsyn/domain'
import type { MeetingFolder, PositionDetail, ReleaseDetail, SessionInfo } from './shapes.ts'

/** What a light page was drawn from on the server: the answers that its reader would have got to the same questions. */
export interface DrawnFrom {
  /** When they were given. */
  readonly at: string
  /** The address that was asked for, without what is behind its path. */
  readonly path: string
  readonly session: SessionInfo
  /** In which language texts were asked for by the address; null where it names none. */
  readonly textLanguage: Language | null
  readonly release: ReleaseDetail | null
  readonly folder: MeetingFolder | null
  /** The tag that the API would have sent with the folder, so that it is not sent again as long as it is as it was. */
  readonly folderTag: string | null
  /** The position of the text that is shown; null where none is, or it may not be seen. */
  readonly position: PositionDetail | null
}

/** Makes the whole page, ready to be sent; null where it could not be drawn, and the browser has to. */
export type DrawPage = (from: DrawnFrom) => Promise<string | null>

/** What the web bundle gives to the server: how pages are drawn into its HTML file. */
export type PageDrawer = (html: string) => DrawPage
