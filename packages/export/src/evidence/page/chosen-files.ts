import type { Files } from '../unzip.ts'

/** The files of a folder that was chosen, by their paths inside of it. */
export async function filesOf(chosen: FileList): Promise<Files> {
  const files = await Promise.all(
    [...chosen].map(async (file) => {
      const path = file.webkitRelativePath.split('/').slice(1).join('/')
      return [path || file.name, new Uint8Array(await file.arrayBuffer())] as const
    }),
  )
  return new Map(files)
}
