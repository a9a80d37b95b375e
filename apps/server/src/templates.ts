import type { Instrument } from '@samsyn/domain'
import type { TemplateId } from '@samsyn/editor'

/** Which template a new position of an instrument begins with. */
export const templateFor: Readonly<Record<Instrument, TemplateId>> = {
  joint_position: 'joint_position',
  non_paper: 'non_paper',
  written_comments: 'joint_position',
  joint_letter: 'joint_letter',
  joint_statement: 'joint_letter',
  report_to_ministers: 'non_paper',
  speaking_points: 'speaking_points',
  options_paper: 'non_paper',
}
