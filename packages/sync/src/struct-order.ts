import * as Y from 'yjs'
import { MalformedMessage } from './malformed.ts'

/** A place in a draft: one clock of one client id. */
export interface Point {
  readonly client: number
  readonly clock: number
}

/** What an update holds besides the gaps it leaves. */
export type Struct = Y.Item | Y.GC

/** The ids that a struct rests on. */
export function groundsOf(struct: Struct): readonly Point[] {
  if (!(struct instanceof Y.Item)) return []
  return [struct.origin, struct.rightOrigin, struct.parent].filter((ground) => ground instanceof Y.ID)
}

/**
 * The structs of an update, given in the order of its bytes, so that each comes after those it rests on. Throws
 * `MalformedMessage` where there is no such order: such an update leaves everybody who applies it waiting for ever.
 */
export function inOrder(structs: readonly Struct[]): readonly Struct[] {
  const sections = sectionsOf(structs)
  if (sections.size < 2) return structs
  const waiting = new Map<Struct, { grounds: number; dependents: Struct[] }>()
  for (const struct of structs) waiting.set(struct, { grounds: 0, dependents: [] })
  const follow = (later: Struct, earlier: Struct | undefined) => {
    const [one, other] = [waiting.get(later), earlier && waiting.get(earlier)]
    if (!one || !other) return
    one.grounds += 1
    other.dependents.push(later)
  }
  for (const section of sections.values()) {
    for (const [index, struct] of section.entries()) {
      follow(struct, section[index - 1])
      for (const ground of groundsOf(struct)) {
        if (ground.client !== struct.id.client) follow(struct, structAt(sections.get(ground.client), ground))
      }
    }
  }
  const ready = structs.filter((struct) => waiting.get(struct)?.grounds === 0)
  // Grows while it is walked.
  for (const struct of ready) {
    for (const dependent of waiting.get(struct)?.dependents ?? []) {
      const its = waiting.get(dependent)
      if (its) its.grounds -= 1
      if (its?.grounds === 0) ready.push(dependent)
    }
  }
  if (ready.length < structs.length) throw new MalformedMessage('structs that rest on each other')
  return ready
}

function sectionsOf(structs: readonly Struct[]): ReadonlyMap<number, readonly Struct[]> {
  const sections = new Map<number, Struct[]>()
  for (const struct of structs) {
    const section = sections.get(struct.id.client)
    if (section) section.push(struct)
    else sections.set(struct.id.client, [struct])
  }
  return sections
}

/** The struct of a section that holds an id. */
function structAt(section: readonly Struct[] = [], { clock }: Point): Struct | undefined {
  let [low, high] = [0, section.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const struct = section[middle]
    if (struct && struct.id.clock + struct.length <= clock) low = middle + 1
    else high = middle
  }
  const found = section[low]
  return found && found.id.clock <= clock ? found : undefined
}
