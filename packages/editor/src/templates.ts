import { type DocJson, pagesSectionKinds, type SectionKind } from './doc-json.ts'

/** The kinds of text a position can begin as, and what a delegation's own pages begin with. */
export const templateIds = [
  'joint_position',
  'non_paper',
  'joint_letter',
  'speaking_points',
  'own_pages',
] as const

export type TemplateId = (typeof templateIds)[number]

/** The drafting languages that the templates know. */
export type TemplateLanguage = 'en' | 'sv' | 'da' | 'nb' | 'fi' | 'is'

/** The usual title of a section of each kind, in each drafting language. */
export const sectionTitles: Readonly<Record<TemplateLanguage, Readonly<Record<SectionKind, string>>>> = {
  en: {
    speaking_points: 'Speaking points',
    position: 'Joint position',
    drafting_suggestion: 'Drafting suggestions',
    justification: 'Justification',
    background: 'Background',
    red_lines: 'Red lines',
    fall_back: 'Fall-back position',
    defensive_points: 'Defensive points',
    notes: 'Notes',
  },
  sv: {
    speaking_points: 'Talepunkter',
    position: 'Gemensam ståndpunkt',
    drafting_suggestion: 'Textförslag',
    justification: 'Motivering',
    background: 'Bakgrund',
    red_lines: 'Röda linjer',
    fall_back: 'Reträttposition',
    defensive_points: 'Reaktiva talepunkter',
    notes: 'Anteckningar',
  },
  da: {
    speaking_points: 'Talepunkter',
    position: 'Fælles holdning',
    drafting_suggestion: 'Formuleringsforslag',
    justification: 'Begrundelse',
    background: 'Baggrund',
    red_lines: 'Røde linjer',
    fall_back: 'Fallback-position',
    defensive_points: 'Beredskab',
    notes: 'Noter',
  },
  nb: {
    speaking_points: 'Talepunkter',
    position: 'Felles posisjon',
    drafting_suggestion: 'Tekstforslag',
    justification: 'Begrunnelse',
    background: 'Bakgrunn',
    red_lines: 'Røde linjer',
    fall_back: 'Subsidiær posisjon',
    defensive_points: 'Reaktive talepunkter',
    notes: 'Notater',
  },
  fi: {
    speaking_points: 'Puhepisteet',
    position: 'Yhteinen kanta',
    drafting_suggestion: 'Tekstiehdotukset',
    justification: 'Perustelut',
    background: 'Tausta',
    red_lines: 'Punaiset viivat',
    fall_back: 'Toissijainen kanta',
    defensive_points: 'Reaktiiviset puhepisteet',
    notes: 'Muistiinpanot',
  },
  is: {
    speaking_points: 'Talpunktar',
    position: 'Sameiginleg afstaða',
    drafting_suggestion: 'Orðalagstillögur',
    justification: 'Rökstuðningur',
    background: 'Bakgrunnur',
    red_lines: 'Rauðar línur',
    fall_back: 'Varaafstaða',
    defensive_points: 'Viðbragðspunktar',
    notes: 'Minnispunktar',
  },
}

/** A section that a template begins with. */
export interface TemplateSection {
  readonly kind: SectionKind
  readonly titles: Readonly<Record<TemplateLanguage, string>>
}

/** The sections of each template, in order; what is said at the table comes first. */
export const templates: Readonly<Record<TemplateId, readonly TemplateSection[]>> = {
  joint_position: [
    usual('speaking_points'),
    usual('position'),
    usual('drafting_suggestion'),
    usual('justification'),
    usual('background'),
  ],
  // A non-paper commits nobody, so nothing in it is called a position.
  non_paper: [
    {
      kind: 'position',
      titles: {
        en: 'Key messages',
        sv: 'Huvudbudskap',
        da: 'Hovedbudskaber',
        nb: 'Hovedbudskap',
        fi: 'Keskeiset viestit',
        is: 'Meginskilaboð',
      },
    },
    usual('justification'),
    usual('background'),
  ],
  // Letters and statements are one running text.
  joint_letter: [
    {
      kind: 'position',
      titles: { en: 'Text', sv: 'Text', da: 'Tekst', nb: 'Tekst', fi: 'Teksti', is: 'Texti' },
    },
  ],
  speaking_points: [usual('speaking_points'), usual('background')],
  own_pages: pagesSectionKinds.map(usual),
}

/** An empty document of a template: its sections with titles in the drafting language, each with an empty paragraph. */
export function templateDoc(
  template: TemplateId,
  { language, newId }: { readonly language: TemplateLanguage; readonly newId: () => string },
): DocJson {
  return {
    type: 'doc',
    content: templates[template].map(({ kind, titles }) => ({
      type: 'section',
      attrs: { id: newId(), kind },
      content: [
        { type: 'sectionTitle', content: [{ type: 'text', text: titles[language] }] },
        { type: 'paragraph' },
      ],
    })),
  }
}

function usual(kind: SectionKind): TemplateSection {
  const { en, sv, da, nb, fi, is } = sectionTitles
  return {
    kind,
    titles: { en: en[kind], sv: sv[kind], da: da[kind], nb: nb[kind], fi: fi[kind], is: is[kind] },
  }
}
