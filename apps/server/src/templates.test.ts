import { instruments, requiredSections } from '@samsyn/domain'
import { pagesSectionKinds, templateIds, templates } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { templateFor } from './templates.ts'

describe('[A193] what a position begins with', () => {
  it.each(instruments)('has every section that a text of its instrument (%s) must have', (instrument) => {
    const kinds: readonly string[] = templates[templateFor[instrument]].map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining([...requiredSections[instrument]]))
  })

  it('is each template of a joint text, by some instrument', () => {
    const ofOwnPages = new Set<string>(pagesSectionKinds)
    const joint = templateIds.filter((id) => templates[id].some(({ kind }) => !ofOwnPages.has(kind)))
    expect([...new Set(Object.values(templateFor))].sort()).toEqual([...joint].sort())
  })
})
