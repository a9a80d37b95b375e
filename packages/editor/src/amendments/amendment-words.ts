import type { TemplateLanguage } from '../templates.ts'

/** What an amendment table says by itself, in the language of the text. */
export interface AmendmentWords {
  readonly number: string
  readonly act: string
  readonly proposal: string
  readonly justification: string
  /** The marking key: the Council has none that is the same everywhere, so each table states its own. */
  readonly key: string
}

export const amendmentWords: Readonly<Record<TemplateLanguage, AmendmentWords>> = {
  en: {
    number: 'Article',
    act: 'Text of the act',
    proposal: 'Nordic proposal',
    justification: 'Justification',
    key: 'In the proposal, words that are added are bold and underlined; words that are deleted are struck through.',
  },
  sv: {
    number: 'Artikel',
    act: 'Rättsaktens text',
    proposal: 'Nordiskt förslag',
    justification: 'Motivering',
    key: 'I förslaget är ord som läggs till fetstilta och understrukna; ord som utgår är genomstrukna.',
  },
  da: {
    number: 'Artikel',
    act: 'Retsaktens tekst',
    proposal: 'Nordisk forslag',
    justification: 'Begrundelse',
    key: 'I forslaget er ord, der tilføjes, fede og understregede; ord, der udgår, er overstregede.',
  },
  nb: {
    number: 'Artikkel',
    act: 'Rettsaktens tekst',
    proposal: 'Nordisk forslag',
    justification: 'Begrunnelse',
    key: 'I forslaget er ord som legges til, uthevet og understreket; ord som utgår, er gjennomstreket.',
  },
  fi: {
    number: 'Artikla',
    act: 'Säädöksen teksti',
    proposal: 'Pohjoismainen ehdotus',
    justification: 'Perustelut',
    key: 'Ehdotuksessa lisätyt sanat on lihavoitu ja alleviivattu ja poistetut sanat yliviivattu.',
  },
  is: {
    number: 'Grein',
    act: 'Texti gerðarinnar',
    proposal: 'Norræn tillaga',
    justification: 'Rökstuðningur',
    key: 'Í tillögunni eru orð sem bætast við feitletruð og undirstrikuð en orð sem falla brott yfirstrikuð.',
  },
}
