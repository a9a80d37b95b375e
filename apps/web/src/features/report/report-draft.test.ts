import { describe, expect, it } from 'vitest'
import { emptyReport, reportBody, toldOf } from './report-draft.ts'

describe('what of a report is sent', () => {
  const draft = {
    ...emptyReport,
    outcome: 'reflected',
    said: [{ speaker: 'DK', stance: 'supported' }],
    evidence: [{ document: ' ', article: '1' }],
    followUps: [{ action: '', owner: 'FI', due: '' }],
  } as const satisfies Parameters<typeof reportBody>[0]
  const as = { id: 'r', releaseId: 'one', personId: 'delegate-fi', country: 'FI', replaces: null } as const

  it('[W397] under the Chatham House Rule who spoke is not, also where it was filled in before', () => {
    expect(reportBody(draft, { ...as, isChathamHouse: false }).said).toEqual(draft.said)
    expect(reportBody(draft, { ...as, isChathamHouse: true }).said).toEqual([])
  })

  it('[W565] nor is who spoke kept or sent of a consolidation', () => {
    const { said, followUps, outcome } = draft
    const words = { conclusion: 'Taken.', dividingLine: 'The period.', nextStep: '' }
    const consolidation = { lookedAt: ['a'], replaces: null, outcome, said, followUps, ...words }
    expect(toldOf(consolidation, false)).toEqual(consolidation)
    expect(toldOf(consolidation, true)).toEqual({ ...consolidation, said: [] })
  })

  it('[W399] rows in which nothing stands are not', () => {
    const body = reportBody(draft, { ...as, isChathamHouse: false })
    expect([body.evidence, body.followUps]).toEqual([[], []])
  })
})
