import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { errorCodes } from './errors.ts'
import { type FileRouteName, filePath } from './file-paths.ts'
import type { Route } from './route-parts.ts'
import { type FileRoute, fileRoutes, type RouteName, routes } from './routes.ts'

const all = Object.entries(routes) as readonly (readonly [RouteName, Route])[]
const files = Object.entries(fileRoutes) as readonly (readonly [FileRouteName, FileRoute])[]

/** What any route can refuse, and therefore none names. */
const everywhere = [
  'unauthenticated',
  'origin_refused',
  'invalid_request',
  'classified_words',
  'spill_locked',
  'too_large',
  'internal',
]

describe('routes', () => {
  it('[P4] no two answer the same method and path', () => {
    const doors = [
      ...all.map(([, { method, path }]) => ({ method, path })),
      ...files.map(([, { path }]) => ({ method: 'GET', path })),
    ].map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`)
    expect(doors.filter((door, index) => doors.indexOf(door) !== index)).toEqual([])
  })

  it.each(all)('[P5] %s: the parameters of the path are those of its schema', (_name, { path, params }) => {
    const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name)
    expect(Object.keys(params?.shape ?? {}).sort()).toEqual(inPath.sort())
    expect(path).toMatch(/^(\/(:?[a-zA-Z]+|[a-z-]+))+$/)
  })

  it.each(files)('[P5] %s: the parameters of the path are those of its schema', (_name, { path, params }) => {
    const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name)
    expect(Object.keys(params.shape).sort()).toEqual(inPath.sort())
    expect(path).toMatch(/^(\/(:?[a-zA-Z]+|[a-z-]+(\.[a-z]+)?))+$/)
  })

  it.each([...all, ...files])(
    '[P6] %s: its refusals are known codes of its own, named once',
    (_name, { refusals }) => {
      expect(refusals.filter((code) => !errorCodes.includes(code))).toEqual([])
      expect(refusals.filter((code) => everywhere.includes(code))).toEqual([])
      expect(new Set(refusals).size).toBe(refusals.length)
    },
  )

  it.each(all)('[P7] %s: its body is closed, and a GET has none', (_name, { method, body }) => {
    if (method === 'GET') expect(body).toBeNull()
    if (body) expect(openObjects(z.toJSONSchema(body, { io: 'input' }))).toEqual([])
  })

  it.each(all)('[P8] %s: 204 is the status without an answer', (_name, { status, response }) => {
    expect(status === 204).toBe(response === null)
  })

  it.each([...all, ...files])('[P4] %s: is summed up in one line', (_name, { summary }) => {
    expect(summary).toMatch(/^[A-Z].*[^.]$/)
  })

  it('[P13] the address of a file has its parameters in it, escaped', () => {
    expect(filePath('getReleaseFile', { releaseId: 'a b', format: 'md' })).toBe(
      '/api/releases/a%20b/files/md',
    )
    expect(filePath('getDraftFile', { positionId: 'p' }, { attribution: 'none' })).toBe(
      '/api/positions/p/draft.docx?attribution=none',
    )
  })
})

/** The objects of a JSON Schema, at any depth, that let unknown fields in. */
function openObjects(schema: unknown, path = 'body'): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { type, additionalProperties } = schema as { type?: unknown; additionalProperties?: unknown }
  const inside = Object.entries(schema).flatMap(([key, value]) => openObjects(value, `${path}.${key}`))
  return type === 'object' && additionalProperties !== false ? [path, ...inside] : inside
}
