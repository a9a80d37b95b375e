import type { DocJson, SectionKind } from './doc-json.ts'

/** The kinds of text a position can begin as. */
export const templateIds = ['joint_position', 'non_paper', 'joint_letter', 'speaking_points'] as const

export type TemplateId = (typeof templateIds)[number]

/** The drafting languages that the templates know. */
export type TemplateLanguage = 'en' | 'sv' | 'da' | 'nb' | 'fi' | 'is'

const sections: Readonly<Record<TemplateId, readonly SectionKind[]>> = {
  joint_position: ['speaking_points', 'position', 'drafting_suggestion', 'justification', 'background'],
  non_paper: ['position', 'justification', 'background'],
  joint_letter: ['position'],
  speaking_points: ['speaking_points', 'background'],
}

/** The usual title of a section of each kind, in each drafting language. */
export const sectionTitles: Readonly<Record<TemplateLanguage, Readonly<Record<SectionKind, string>>>> = {
  en: {
    speaking_points: 'Speaking points',
    position: 'Joint position',
    drafting_suggestion: 'Drafting suggestions',
    justification: 'Justification',
    background: 'Background',
  },
  sv: {
    speaking_points: 'Talepunkter',
    position: 'Gemensam ståndpunkt',
    drafting_suggestion: 'Textförslag',
    justification: 'Motivering',
    background: 'Bakgrund',
  },
  da: {
    speaking_points: 'Talepunkter',
    position: 'Fælles holdning',
    drafting_suggestion: 'Formuleringsforslag',
    justification: 'Begrundelse',
    background: 'Baggrund',
  },
  nb: {
    speaking_points: 'Talepunkter',
    position: 'Felles posisjon',
    drafting_suggestion: 'Tekstforslag',
    justification: 'Begrunnelse',
    background: 'Bakgrunn',
  },
  fi: {
    speaking_points: 'Puhepisteet',
    position: 'Yhteinen kanta',
    drafting_suggestion: 'Tekstiehdotukset',
    justification: 'Perustelut',
    background: 'Tausta',
  },
  is: {
    speaking_points: 'Talpunktar',
    position: 'Sameiginleg afstaða',
    drafting_suggestion: 'Orðalagstillögur',
    justification: 'Rökstuðningur',
    background: 'Bakgrunnur',
  },
}

/** An empty document of a template: its sections with titles in the drafting language, each with an empty paragraph. */
export function templateDoc(
  template: TemplateId,
  { language, newId }: { readonly language: TemplateLanguage; readonly newId: () => string },
): DocJson {
  return {
    type: 'doc',
    content: sections[template].map((kind) => ({
      type: 'section',
      attrs: { id: newId(), kind },
      content: [
        { type: 'sectionTitle', content: [{ type: 'text', text: sectionTitles[language][kind] }] },
        { type: 'paragraph' },
      ],
    })),
  }
}
