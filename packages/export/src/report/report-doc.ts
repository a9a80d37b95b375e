import { stances } from '@samsyn/domain'
import type { BlockJson, DocJson, InlineJson, ListItemJson, MarkJson } from '@samsyn/editor'
import type { ReportedPosition, ReportFacts } from './report-facts.ts'
import { type ReportWords, reportWords } from './report-words.ts'

/** The report of a meeting as a text, which every file is made of: an item of the agenda is a section, a position a heading in it. */
export function reportDoc({ agenda, language }: ReportFacts): DocJson {
  const words = reportWords[language]
  return {
    type: 'doc',
    content: agenda.map(({ number, title, positions }, index) => ({
      type: 'section',
      attrs: { id: `item-${index}`, kind: 'position' },
      content: [
        { type: 'sectionTitle', content: [{ type: 'text', text: `${number} ${title}` }] },
        ...(positions.length === 0
          ? [paragraph(said(words.noPosition))]
          : positions.flatMap((each) => position(each, words))),
      ],
    })),
  }
}

function position(reported: ReportedPosition, words: ReportWords): readonly BlockJson[] {
  const { consolidation, stage } = reported
  return [
    {
      type: 'heading',
      attrs: { level: 3 },
      content: said(reported.title, { type: 'language', attrs: { lang: reported.language } }),
    },
    paragraph([
      ...(consolidation ? said(words.outcome[consolidation.outcome], { type: 'bold' }) : []),
      ...said(
        `${consolidation ? ' · ' : ''}${[...(reported.text ? [reported.text] : []), reported.marking].join(' · ')}`,
      ),
    ]),
    ...(consolidation && stage !== 'submitted' ? [] : [paragraph(said(standing(reported, words)))]),
    ...(consolidation ? outcome(consolidation, words) : []),
    ...(reported.followUps.length === 0
      ? []
      : [
          paragraph(said(words.followUps, { type: 'bold' })),
          { type: 'bulletList' as const, content: reported.followUps.map((each) => followUp(each, words)) },
        ]),
  ]
}

function standing({ stage, reported }: ReportedPosition, words: ReportWords): string {
  return `${words.stage[stage]}.${reported === '' ? '' : ` ${words.reported(reported)}.`}`
}

function outcome(
  { conclusion, dividingLine, nextStep, said: spoke }: NonNullable<ReportedPosition['consolidation']>,
  words: ReportWords,
): readonly BlockJson[] {
  return [
    ...told(words.conclusion, conclusion),
    ...told(words.dividingLine, dividingLine),
    ...told(words.nextStep, nextStep),
    ...stances.flatMap((stance) => {
      const names = spoke.filter((each) => each.stance === stance).map(({ speaker }) => speaker)
      return told(words.said[stance], names.join(', '))
    }),
  ]
}

function followUp(
  { action, owner, due, state, isOverdue, reason }: ReportedPosition['followUps'][number],
  words: ReportWords,
): ListItemJson {
  const about = [
    owner,
    ...(due === null ? [] : [words.due(due)]),
    words.state[state],
    ...(isOverdue ? [words.overdue] : []),
  ]
  return {
    type: 'listItem',
    content: [
      ...lines(action).map((line) => paragraph(said(line))),
      paragraph(said(`${about.join(' · ')}${reason === '' ? '' : `. ${reason}`}`)),
    ],
  }
}

/** Words under what they are about; nothing where there are none. */
function told(title: string, text: string): readonly BlockJson[] {
  return lines(text).map((line, index) =>
    paragraph([...(index === 0 ? said(`${title}: `, { type: 'bold' }) : []), ...said(line)]),
  )
}

function lines(text: string): readonly string[] {
  return text
    .split(/\s*\n\s*/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function said(text: string, ...marks: readonly MarkJson[]): readonly InlineJson[] {
  return text === '' ? [] : [{ type: 'text', text, ...(marks.length > 0 && { marks }) }]
}

function paragraph(content: readonly InlineJson[]): BlockJson {
  return { type: 'paragraph', content }
}
