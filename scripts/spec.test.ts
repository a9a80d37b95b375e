import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = new URL('..', import.meta.url).pathname
const rooms = ['packages', 'apps']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
  .filter((room) => existsSync(join(root, room, 'SPEC.md')))

/** The rules of a room by their IDs, as often as they are given. */
function rulesOf(room: string): readonly string[] {
  const spec = readFileSync(join(root, room, 'SPEC.md'), 'utf8')
  return [...spec.matchAll(/^- ([A-Z]+\d+) /gm)].flatMap(([, id]) => id ?? [])
}

/** The IDs that the names of the tests in a room carry; a contract's tests stand in files that another test runs. */
function testedIn(room: string): readonly string[] {
  return ['src', 'test']
    .map((folder) => join(root, room, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter(
      ({ name, parentPath }) =>
        /\.tsx?$/.test(name) && (/\.test\./.test(name) || /\/test\b/.test(parentPath)),
    )
    .flatMap(({ name, parentPath }) => {
      const code = readFileSync(join(parentPath, name), 'utf8')
      return [...code.matchAll(/\[([A-Z]+\d+)\]/g)].flatMap(([, id]) => id ?? [])
    })
}

describe.each(rooms)('the rules of %s', (room) => {
  const rules = rulesOf(room)

  it('have numbers of their own', () => {
    expect(rules).not.toHaveLength(0)
    expect(rules.filter((id, index) => rules.indexOf(id) !== index)).toEqual([])
  })

  it('have tests, here or in a room that builds on it', () => {
    const tested = new Set(rooms.flatMap(testedIn))
    expect(rules.filter((id) => !tested.has(id))).toEqual([])
  })
})

it('every test that carries the number of a rule has its rule', () => {
  const known = new Set(rooms.flatMap(rulesOf))
  const unknown = rooms.flatMap((room) =>
    testedIn(room)
      .filter((id) => !known.has(id))
      .map((id) => `${room}: ${id}`),
  )
  expect(unknown).toEqual([])
})
