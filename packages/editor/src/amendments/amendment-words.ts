import type { TableForm } from '../doc-json.ts'
import type { TemplateLanguage } from '../templates.ts'

/** What an amendment table says by itself, in the language of the text. */
export interface AmendmentWords {
  readonly number: string
  readonly act: string
  readonly proposal: string
  readonly justification: string
  readonly commission: string
  readonly presidency: string
  readonly suggestion: string
  readonly parliament: string
  readonly council: string
  readonly agreement: string
  /**
   * The marking key of each form: the Council has none that is the same everywhere, so each table states its own, and what
   * is marked against what.
   */
  readonly keys: Readonly<Record<TableForm, string>>
}

export const amendmentWords: Readonly<Record<TemplateLanguage, AmendmentWords>> = {
  en: {
    number: 'Article',
    act: 'Text of the act',
    proposal: 'Nordic proposal',
    justification: 'Justification',
    commission: 'Commission proposal',
    presidency: 'Presidency text',
    suggestion: 'Nordic suggestion',
    parliament: 'EP mandate',
    council: 'Council mandate',
    agreement: 'Draft agreement',
    keys: {
      amendment:
        'In the proposal, words that are added are bold and underlined; words that are deleted are struck through.',
      presidency:
        'Words that are added are bold and underlined, words that are deleted are struck through: in the Presidency text against the Commission proposal, in the suggestion against the Presidency text or, where there is none, the Commission proposal.',
      trilogue:
        'In both mandates and in the draft agreement, words that are added to the Commission proposal are bold and underlined; words that are deleted from it are struck through.',
    },
  },
  sv: {
    number: 'Artikel',
    act: 'Rättsaktens text',
    proposal: 'Nordiskt förslag',
    justification: 'Motivering',
    commission: 'Kommissionens förslag',
    presidency: 'Ordförandeskapets text',
    suggestion: 'Nordiskt textförslag',
    parliament: 'Europaparlamentets mandat',
    council: 'Rådets mandat',
    agreement: 'Utkast till överenskommelse',
    keys: {
      amendment:
        'I förslaget är ord som läggs till fetstilta och understrukna; ord som utgår är genomstrukna.',
      presidency:
        'Ord som läggs till är fetstilta och understrukna, ord som utgår är genomstrukna: i ordförandeskapets text jämfört med kommissionens förslag, i textförslaget jämfört med ordförandeskapets text eller, där sådan saknas, kommissionens förslag.',
      trilogue:
        'I båda mandaten och i utkastet till överenskommelse är ord som läggs till i kommissionens förslag fetstilta och understrukna; ord som utgår ur det är genomstrukna.',
    },
  },
  da: {
    number: 'Artikel',
    act: 'Retsaktens tekst',
    proposal: 'Nordisk forslag',
    justification: 'Begrundelse',
    commission: 'Kommissionens forslag',
    presidency: 'Formandskabets tekst',
    suggestion: 'Nordisk formuleringsforslag',
    parliament: 'Europa-Parlamentets mandat',
    council: 'Rådets mandat',
    agreement: 'Udkast til aftale',
    keys: {
      amendment: 'I forslaget er ord, der tilføjes, fede og understregede; ord, der udgår, er overstregede.',
      presidency:
        'Ord, der tilføjes, er fede og understregede; ord, der udgår, er overstregede: i formandskabets tekst i forhold til Kommissionens forslag, i formuleringsforslaget i forhold til formandskabets tekst eller, hvor den mangler, Kommissionens forslag.',
      trilogue:
        'I begge mandater og i udkastet til aftale er ord, der tilføjes til Kommissionens forslag, fede og understregede; ord, der udgår af det, er overstregede.',
    },
  },
  nb: {
    number: 'Artikkel',
    act: 'Rettsaktens tekst',
    proposal: 'Nordisk forslag',
    justification: 'Begrunnelse',
    commission: 'Kommisjonens forslag',
    presidency: 'Formannskapets tekst',
    suggestion: 'Nordisk tekstforslag',
    parliament: 'Europaparlamentets mandat',
    council: 'Rådets mandat',
    agreement: 'Utkast til avtale',
    keys: {
      amendment:
        'I forslaget er ord som legges til, uthevet og understreket; ord som utgår, er gjennomstreket.',
      presidency:
        'Ord som legges til, er uthevet og understreket; ord som utgår, er gjennomstreket: i formannskapets tekst sett mot Kommisjonens forslag, i tekstforslaget sett mot formannskapets tekst eller, der den mangler, Kommisjonens forslag.',
      trilogue:
        'I begge mandatene og i utkastet til avtale er ord som legges til i Kommisjonens forslag, uthevet og understreket; ord som utgår av det, er gjennomstreket.',
    },
  },
  fi: {
    number: 'Artikla',
    act: 'Säädöksen teksti',
    proposal: 'Pohjoismainen ehdotus',
    justification: 'Perustelut',
    commission: 'Komission ehdotus',
    presidency: 'Puheenjohtajavaltion teksti',
    suggestion: 'Pohjoismainen tekstiehdotus',
    parliament: 'Euroopan parlamentin mandaatti',
    council: 'Neuvoston mandaatti',
    agreement: 'Sopimusluonnos',
    keys: {
      amendment: 'Ehdotuksessa lisätyt sanat on lihavoitu ja alleviivattu ja poistetut sanat yliviivattu.',
      presidency:
        'Lisätyt sanat on lihavoitu ja alleviivattu ja poistetut sanat yliviivattu: puheenjohtajavaltion tekstissä verrattuna komission ehdotukseen, tekstiehdotuksessa verrattuna puheenjohtajavaltion tekstiin tai, jos sitä ei ole, komission ehdotukseen.',
      trilogue:
        'Molemmissa mandaateissa ja sopimusluonnoksessa komission ehdotukseen lisätyt sanat on lihavoitu ja alleviivattu ja siitä poistetut sanat yliviivattu.',
    },
  },
  is: {
    number: 'Grein',
    act: 'Texti gerðarinnar',
    proposal: 'Norræn tillaga',
    justification: 'Rökstuðningur',
    commission: 'Tillaga framkvæmdastjórnarinnar',
    presidency: 'Texti formennskunnar',
    suggestion: 'Norræn orðalagstillaga',
    parliament: 'Umboð Evrópuþingsins',
    council: 'Umboð ráðsins',
    agreement: 'Drög að samkomulagi',
    keys: {
      amendment:
        'Í tillögunni eru orð sem bætast við feitletruð og undirstrikuð en orð sem falla brott yfirstrikuð.',
      presidency:
        'Orð sem bætast við eru feitletruð og undirstrikuð en orð sem falla brott yfirstrikuð: í texta formennskunnar miðað við tillögu framkvæmdastjórnarinnar, í orðalagstillögunni miðað við texta formennskunnar eða, þar sem hann vantar, tillögu framkvæmdastjórnarinnar.',
      trilogue:
        'Í báðum umboðum og í drögunum að samkomulagi eru orð sem bætast við tillögu framkvæmdastjórnarinnar feitletruð og undirstrikuð en orð sem falla brott úr henni yfirstrikuð.',
    },
  },
}
