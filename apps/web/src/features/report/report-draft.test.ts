import { describe, expect, it } from 'vitest'
import { emptyReport, reportBody } from './report-draft.ts'

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

  it('[W399] rows in which nothing stands are not', () => {
    const body = reportBody(draft, { ...as, isChathamHouse: false })
    expect([body.evidence, body.followUps]).toEqual([[], []])
  })
})
