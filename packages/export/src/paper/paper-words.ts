import type { Language } from '@samsyn/domain'

/** What stands on the pages of a text beside it and what every file says. */
export interface PaperWords {
  readonly finalText: string
  readonly notFinal: string
  /** Under the title of what is not final. */
  readonly notAgreed: string
  /** Across the pages of a final text that its countries no longer stand behind. */
  readonly withdrawn: string
  readonly reference: string
  readonly version: string
  readonly released: string
  readonly frozen: string
  /** Before the instant at which a translation was issued. */
  readonly issued: string
  readonly language: string
  /** What the language calls itself. */
  readonly ownLanguage: string
  readonly marking: string
  readonly reservations: string
  readonly corrigenda: string
  /** Behind what a text is, on every page. */
  readonly withCorrigenda: (number: number) => string
  /** Before the address of its page. */
  readonly address: string
  /** When it was released or frozen, as it stands at the foot of pages. */
  readonly at: (at: string) => {
    readonly final: string
    readonly frozen: string
    readonly translation: string
  }
}

const told = (released: string, frozen: string, issued: string) => (at: string) => ({
  final: `${released} ${at}`,
  frozen: `${frozen} ${at}`,
  translation: `${issued} ${at}`,
})

/** These words, in the language of the text. */
export const paperWords: Readonly<Record<Language, PaperWords>> = {
  en: {
    finalText: 'Final text',
    notFinal: 'Not a final text',
    notAgreed: 'No country has agreed to this text. It may not be used as a position.',
    withdrawn: 'Withdrawn: do not use',
    reference: 'Reference',
    version: 'Version',
    released: 'Released',
    frozen: 'Frozen',
    issued: 'Issued',
    language: 'Language',
    ownLanguage: 'English',
    marking: 'Marking',
    reservations: 'Reservations',
    corrigenda: 'Corrigenda',
    withCorrigenda: (number) => (number === 1 ? 'with 1 corrigendum' : `with ${number} corrigenda`),
    address: 'Address',
    at: told('Released', 'Frozen', 'Issued'),
  },
  sv: {
    finalText: 'Slutlig text',
    notFinal: 'Inte en slutlig text',
    notAgreed: 'Inget land har godkänt denna text. Den får inte användas som ståndpunkt.',
    withdrawn: 'Tillbakadragen: använd inte',
    reference: 'Beteckning',
    version: 'Version',
    released: 'Släppt',
    frozen: 'Låst',
    issued: 'Utfärdad',
    language: 'Språk',
    ownLanguage: 'svenska',
    marking: 'Märkning',
    reservations: 'Reservationer',
    corrigenda: 'Rättelser',
    withCorrigenda: (number) => (number === 1 ? 'med 1 rättelse' : `med ${number} rättelser`),
    address: 'Adress',
    at: told('Släppt', 'Låst', 'Utfärdad'),
  },
  da: {
    finalText: 'Endelig tekst',
    notFinal: 'Ikke en endelig tekst',
    notAgreed: 'Intet land har godkendt denne tekst. Den må ikke bruges som holdning.',
    withdrawn: 'Trukket tilbage: brug den ikke',
    reference: 'Reference',
    version: 'Version',
    released: 'Frigivet',
    frozen: 'Låst',
    issued: 'Udstedt',
    language: 'Sprog',
    ownLanguage: 'dansk',
    marking: 'Mærkning',
    reservations: 'Forbehold',
    corrigenda: 'Berigtigelser',
    withCorrigenda: (number) => (number === 1 ? 'med 1 berigtigelse' : `med ${number} berigtigelser`),
    address: 'Adresse',
    at: told('Frigivet', 'Låst', 'Udstedt'),
  },
  nb: {
    finalText: 'Endelig tekst',
    notFinal: 'Ikke en endelig tekst',
    notAgreed: 'Ingen land har godkjent denne teksten. Den skal ikke brukes som posisjon.',
    withdrawn: 'Trukket tilbake: skal ikke brukes',
    reference: 'Referanse',
    version: 'Versjon',
    released: 'Frigitt',
    frozen: 'Låst',
    issued: 'Utstedt',
    language: 'Språk',
    ownLanguage: 'norsk bokmål',
    marking: 'Merking',
    reservations: 'Forbehold',
    corrigenda: 'Rettelser',
    withCorrigenda: (number) => (number === 1 ? 'med 1 rettelse' : `med ${number} rettelser`),
    address: 'Adresse',
    at: told('Frigitt', 'Låst', 'Utstedt'),
  },
  fi: {
    finalText: 'Lopullinen teksti',
    notFinal: 'Ei lopullinen teksti',
    notAgreed: 'Mikään maa ei ole hyväksynyt tätä tekstiä. Sitä ei saa käyttää kantana.',
    withdrawn: 'Peruutettu: älä käytä',
    reference: 'Viite',
    version: 'Versio',
    released: 'Julkaistu',
    frozen: 'Lukittu',
    issued: 'Annettu',
    language: 'Kieli',
    ownLanguage: 'suomi',
    marking: 'Merkintä',
    reservations: 'Varaumat',
    corrigenda: 'Oikaisut',
    withCorrigenda: (number) => (number === 1 ? 'ja 1 oikaisu' : `ja ${number} oikaisua`),
    address: 'Osoite',
    at: told('Julkaistu', 'Lukittu', 'Annettu'),
  },
  is: {
    finalText: 'Lokatexti',
    notFinal: 'Ekki lokatexti',
    notAgreed: 'Ekkert land hefur samþykkt þennan texta. Hann má ekki nota sem afstöðu.',
    withdrawn: 'Afturkallað: ekki nota',
    reference: 'Tilvísun',
    version: 'Útgáfa',
    released: 'Gefinn út',
    frozen: 'Læst',
    issued: 'Gefin út',
    language: 'Tungumál',
    ownLanguage: 'íslenska',
    marking: 'Merking',
    reservations: 'Fyrirvarar',
    corrigenda: 'Leiðréttingar',
    withCorrigenda: (number) =>
      `með ${number} ${number % 10 === 1 && number % 100 !== 11 ? 'leiðréttingu' : 'leiðréttingum'}`,
    address: 'Veffang',
    at: told('Gefinn út', 'Læst', 'Gefin út'),
  },
}
