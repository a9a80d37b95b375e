import { AlignmentType, type INumberingOptions, LevelFormat } from 'docx'
import type { DocxContext } from './context.ts'
import { step } from './measures.ts'

const levels = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const
const bullets = ['•', '–', '▪'] as const

/** The name of the numbering of a list that begins with this number, or has bullets. */
export function listReference(start: number | 'bullet', { listStarts }: DocxContext): string {
  if (start === 'bullet') return 'bullets'
  listStarts.add(start)
  return `numbers-${start}`
}

/** The numberings that a document's lists use. Each list is an instance of one, so that it counts for itself. */
export function numberingOptions({ listStarts }: DocxContext): INumberingOptions {
  const style = (level: number) => ({ paragraph: { indent: { left: (level + 1) * step, hanging: step } } })
  return {
    config: [
      {
        reference: 'bullets',
        levels: levels.map((level) => ({
          level,
          format: LevelFormat.BULLET,
          text: bullets[level % bullets.length] ?? '•',
          alignment: AlignmentType.LEFT,
          style: style(level),
        })),
      },
      ...[...listStarts].map((start) => ({
        reference: `numbers-${start}`,
        levels: levels.map((level) => ({
          level,
          format: LevelFormat.DECIMAL,
          text: `%${level + 1}.`,
          start,
          alignment: AlignmentType.LEFT,
          style: style(level),
        })),
      })),
    ],
  }
}
