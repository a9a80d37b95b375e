/** Where an installed page begins: today's folder, those ahead, and those on this device. */
export const startTarget = '/read'

/** The folder of a meeting; in the reading bundle. */
export function folderTarget(meetingId: string): string {
  return `/meetings/${meetingId}/folder`
}

/** One text in the folder of a meeting. */
export function folderEntryTarget(meetingId: string, positionId: string): string {
  return `${folderTarget(meetingId)}/${positionId}`
}
