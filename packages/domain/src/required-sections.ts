import type { Instrument } from './position.ts'

/**
 * The kinds of section without which a text of an instrument does not say what it is for: a joint position has what is said at
 * the table and what is agreed, speaking points by themselves what is said, every other one the text itself (D120).
 */
export const requiredSections = {
  joint_position: ['speaking_points', 'position'],
  non_paper: ['position'],
  written_comments: ['position'],
  joint_letter: ['position'],
  joint_statement: ['position'],
  report_to_ministers: ['position'],
  speaking_points: ['speaking_points'],
  options_paper: ['position'],
} as const satisfies Readonly<Record<Instrument, readonly string[]>>
