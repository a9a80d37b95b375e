import type { Language, Marking, ReservationType } from '@samsyn/domain'

/** A corrigendum as a file prints it. */
export interface PrintedCorrigendum {
  readonly number: number
  /** When it was issued, in words. */
  readonly at: string
  readonly section: string
  readonly passage: string
  readonly reading: string
}

/** What is written on a file beside its text. */
export interface FileWords {
  readonly draft: string
  readonly version: (number: number) => string
  /** Before the number of a page, and between it and the number of pages. */
  readonly page: readonly [string, string]
  readonly sample: string
  /** The city by whose clock times are told. */
  readonly brussels: string
  readonly supersededBy: (reference: string) => string
  /** Above a text that countries no longer stand behind, with their codes. */
  readonly suspended: (countries: string) => string
  /** Across a working translation, by the language of the text that was agreed. */
  readonly translation: Readonly<Record<Language, string>>
  /** Before the reference and the hash of the text that a translation is of. */
  readonly translationOf: string
  /** Before the hash of the translation itself. */
  readonly ownHash: string
  readonly reservation: Readonly<Record<ReservationType, string>>
  /** Where a reservation is a footnote of the text: which one. */
  readonly footnote: (number: number) => string
  /** Behind a reservation that was lifted since, with the time. */
  readonly lifted: (at: string) => string
  /** That words of the text are to be read otherwise; for an empty reading, that they are left out. */
  readonly corrigendum: (corrigendum: PrintedCorrigendum) => string
  /** Words of the text in the quotation marks of its language. */
  readonly quoted: (words: string) => string
  readonly marking: Readonly<Record<Marking, string>>
  /** Before the marking of a text that may leave passages open. */
  readonly optionsPaper: string
  /** Behind the marking, with the codes of countries. */
  readonly releasableTo: (countries: string) => string
  /** Behind a name that some file gave for a change: anybody can write any name into a file. */
  readonly notVerified: string
  /** Where nobody is known to have made a change. */
  readonly unknownAuthor: string
}

/** The words on files, in the language of their text. */
export const fileWords: Readonly<Record<Language, FileWords>> = {
  en: {
    draft: 'DRAFT',
    version: (number) => `Version ${number}`,
    page: ['Page', ' of '],
    brussels: 'Brussels',
    sample: 'Sample: not the position of any country.',
    supersededBy: (reference) => `Superseded by ${reference}`,
    translation: {
      en: 'Working translation – the authentic text is in English',
      sv: 'Working translation – the authentic text is in Swedish',
      da: 'Working translation – the authentic text is in Danish',
      nb: 'Working translation – the authentic text is in Norwegian',
      fi: 'Working translation – the authentic text is in Finnish',
      is: 'Working translation – the authentic text is in Icelandic',
    },
    translationOf: 'Translation of',
    ownHash: 'This translation',
    reservation: {
      scrutiny: 'scrutiny reservation',
      parliamentary_scrutiny: 'parliamentary scrutiny reservation',
      linguistic: 'linguistic reservation',
      substantive: 'substantive reservation',
      general: 'general reservation',
    },
    footnote: (number) => `footnote ${number}`,
    lifted: (at) => `Lifted ${at}.`,
    corrigendum: ({ number, at, section, passage, reading }) =>
      `Corrigendum ${number}, ${at}. In “${section}”, ${reading === '' ? `delete “${passage}”` : `for “${passage}” read “${reading}”`}.`,
    quoted: (words) => `“${words}”`,
    suspended: (countries) => `SUSPENDED: do not use. Support withdrawn by ${countries}`,
    optionsPaper: 'Options paper',
    marking: {
      parties: 'Internal – parties',
      member_states_only: 'DK-FI-SE only',
      delegates: 'For delegates',
      public: 'Public',
    },
    releasableTo: (countries) => `Releasable to: ${countries}`,
    notVerified: 'not verified',
    unknownAuthor: 'Author not known',
  },
  sv: {
    draft: 'UTKAST',
    version: (number) => `Version ${number}`,
    page: ['Sida', ' av '],
    brussels: 'Bryssel',
    sample: 'Exempel: inte något lands ståndpunkt.',
    supersededBy: (reference) => `Ersatt av ${reference}`,
    translation: {
      en: 'Arbetsöversättning – den gällande texten är på engelska',
      sv: 'Arbetsöversättning – den gällande texten är på svenska',
      da: 'Arbetsöversättning – den gällande texten är på danska',
      nb: 'Arbetsöversättning – den gällande texten är på norska',
      fi: 'Arbetsöversättning – den gällande texten är på finska',
      is: 'Arbetsöversättning – den gällande texten är på isländska',
    },
    translationOf: 'Översättning av',
    ownHash: 'Denna översättning',
    reservation: {
      scrutiny: 'granskningsreservation',
      parliamentary_scrutiny: 'parlamentarisk granskningsreservation',
      linguistic: 'språklig reservation',
      substantive: 'sakreservation',
      general: 'allmän reservation',
    },
    footnote: (number) => `fotnot ${number}`,
    lifted: (at) => `Tillbakadragen ${at}.`,
    corrigendum: ({ number, at, section, passage, reading }) =>
      `Rättelse ${number}, ${at}. I ”${section}” ${reading === '' ? `stryks ”${passage}”` : `ska det i stället för ”${passage}” stå ”${reading}”`}.`,
    quoted: (words) => `”${words}”`,
    suspended: (countries) => `VILANDE: använd inte. Stödet har dragits tillbaka av ${countries}`,
    optionsPaper: 'Alternativpapper',
    marking: {
      parties: 'Intern – parterna',
      member_states_only: 'Endast DK-FI-SE',
      delegates: 'För delegater',
      public: 'Offentlig',
    },
    releasableTo: (countries) => `Får lämnas ut till: ${countries}`,
    notVerified: 'inte verifierat',
    unknownAuthor: 'Upphov okänt',
  },
  da: {
    draft: 'UDKAST',
    version: (number) => `Version ${number}`,
    page: ['Side', ' af '],
    brussels: 'Bruxelles',
    sample: 'Eksempel: ikke noget lands holdning.',
    supersededBy: (reference) => `Erstattet af ${reference}`,
    translation: {
      en: 'Arbejdsoversættelse – den autentiske tekst er på engelsk',
      sv: 'Arbejdsoversættelse – den autentiske tekst er på svensk',
      da: 'Arbejdsoversættelse – den autentiske tekst er på dansk',
      nb: 'Arbejdsoversættelse – den autentiske tekst er på norsk',
      fi: 'Arbejdsoversættelse – den autentiske tekst er på finsk',
      is: 'Arbejdsoversættelse – den autentiske tekst er på islandsk',
    },
    translationOf: 'Oversættelse af',
    ownHash: 'Denne oversættelse',
    reservation: {
      scrutiny: 'undersøgelsesforbehold',
      parliamentary_scrutiny: 'parlamentarisk undersøgelsesforbehold',
      linguistic: 'sprogligt forbehold',
      substantive: 'indholdsmæssigt forbehold',
      general: 'generelt forbehold',
    },
    footnote: (number) => `fodnote ${number}`,
    lifted: (at) => `Hævet ${at}.`,
    corrigendum: ({ number, at, section, passage, reading }) =>
      `Berigtigelse ${number}, ${at}. I »${section}« ${reading === '' ? `udgår »${passage}«` : `læses »${passage}« som »${reading}«`}.`,
    quoted: (words) => `»${words}«`,
    suspended: (countries) => `SUSPENDERET: må ikke bruges. Støtten er trukket tilbage af ${countries}`,
    optionsPaper: 'Papir med valgmuligheder',
    marking: {
      parties: 'Intern – parterne',
      member_states_only: 'Kun DK-FI-SE',
      delegates: 'Til delegerede',
      public: 'Offentlig',
    },
    releasableTo: (countries) => `Må udleveres til: ${countries}`,
    notVerified: 'ikke bekræftet',
    unknownAuthor: 'Ophav ukendt',
  },
  nb: {
    draft: 'UTKAST',
    version: (number) => `Versjon ${number}`,
    page: ['Side', ' av '],
    brussels: 'Brussel',
    sample: 'Eksempel: ikke noe lands posisjon.',
    supersededBy: (reference) => `Erstattet av ${reference}`,
    translation: {
      en: 'Arbeidsoversettelse – den autentiske teksten er på engelsk',
      sv: 'Arbeidsoversettelse – den autentiske teksten er på svensk',
      da: 'Arbeidsoversettelse – den autentiske teksten er på dansk',
      nb: 'Arbeidsoversettelse – den autentiske teksten er på norsk',
      fi: 'Arbeidsoversettelse – den autentiske teksten er på finsk',
      is: 'Arbeidsoversettelse – den autentiske teksten er på islandsk',
    },
    translationOf: 'Oversettelse av',
    ownHash: 'Denne oversettelsen',
    reservation: {
      scrutiny: 'granskingsforbehold',
      parliamentary_scrutiny: 'parlamentarisk forbehold',
      linguistic: 'språklig forbehold',
      substantive: 'materielt forbehold',
      general: 'generelt forbehold',
    },
    footnote: (number) => `fotnote ${number}`,
    lifted: (at) => `Trukket ${at}.`,
    corrigendum: ({ number, at, section, passage, reading }) =>
      `Rettelse ${number}, ${at}. I «${section}» ${reading === '' ? `strykes «${passage}»` : `skal «${passage}» leses som «${reading}»`}.`,
    quoted: (words) => `«${words}»`,
    suspended: (countries) => `SUSPENDERT: skal ikke brukes. Støtten er trukket tilbake av ${countries}`,
    optionsPaper: 'Alternativnotat',
    marking: {
      parties: 'Intern – partene',
      member_states_only: 'Kun DK-FI-SE',
      delegates: 'For delegater',
      public: 'Offentlig',
    },
    releasableTo: (countries) => `Kan utleveres til: ${countries}`,
    notVerified: 'ikke bekreftet',
    unknownAuthor: 'Opphav ukjent',
  },
  fi: {
    draft: 'LUONNOS',
    version: (number) => `Versio ${number}`,
    page: ['Sivu', ' / '],
    brussels: 'Bryssel',
    sample: 'Esimerkki: ei minkään maan kanta.',
    supersededBy: (reference) => `Korvattu: ${reference}`,
    translation: {
      en: 'Työkäännös – todistusvoimainen teksti on englanninkielinen',
      sv: 'Työkäännös – todistusvoimainen teksti on ruotsinkielinen',
      da: 'Työkäännös – todistusvoimainen teksti on tanskankielinen',
      nb: 'Työkäännös – todistusvoimainen teksti on norjankielinen',
      fi: 'Työkäännös – todistusvoimainen teksti on suomenkielinen',
      is: 'Työkäännös – todistusvoimainen teksti on islanninkielinen',
    },
    translationOf: 'Käännetty teksti',
    ownHash: 'Tämä käännös',
    reservation: {
      scrutiny: 'tarkasteluvarauma',
      parliamentary_scrutiny: 'parlamentaarinen tarkasteluvarauma',
      linguistic: 'kielellinen varauma',
      substantive: 'sisällöllinen varauma',
      general: 'yleinen varauma',
    },
    footnote: (number) => `alaviite ${number}`,
    lifted: (at) => `Peruutettu ${at}.`,
    corrigendum: ({ number, at, section, passage, reading }) =>
      `Oikaisu ${number}, ${at}. Osassa ”${section}” ${reading === '' ? `poistetaan ”${passage}”` : `luetaan ilmaisun ”${passage}” sijasta ”${reading}”`}.`,
    quoted: (words) => `”${words}”`,
    suspended: (countries) => `KESKEYTETTY: älä käytä. Tuen on perunut ${countries}`,
    optionsPaper: 'Vaihtoehtomuistio',
    marking: {
      parties: 'Sisäinen – osapuolet',
      member_states_only: 'Vain DK-FI-SE',
      delegates: 'Valtuuskuntien jäsenille',
      public: 'Julkinen',
    },
    releasableTo: (countries) => `Voidaan luovuttaa: ${countries}`,
    notVerified: 'vahvistamatta',
    unknownAuthor: 'Tekijä ei tiedossa',
  },
  is: {
    draft: 'DRÖG',
    version: (number) => `Útgáfa ${number}`,
    page: ['Síða', ' af '],
    brussels: 'Brussel',
    sample: 'Sýnidæmi: ekki afstaða neins lands.',
    supersededBy: (reference) => `Leyst af hólmi af ${reference}`,
    translation: {
      en: 'Vinnuþýðing – gildandi texti er á ensku',
      sv: 'Vinnuþýðing – gildandi texti er á sænsku',
      da: 'Vinnuþýðing – gildandi texti er á dönsku',
      nb: 'Vinnuþýðing – gildandi texti er á norsku',
      fi: 'Vinnuþýðing – gildandi texti er á finnsku',
      is: 'Vinnuþýðing – gildandi texti er á íslensku',
    },
    translationOf: 'Þýðing á',
    ownHash: 'Þessi þýðing',
    reservation: {
      scrutiny: 'athugunarfyrirvari',
      parliamentary_scrutiny: 'fyrirvari um þinglega meðferð',
      linguistic: 'málfarslegur fyrirvari',
      substantive: 'efnislegur fyrirvari',
      general: 'almennur fyrirvari',
    },
    footnote: (number) => `neðanmálsgrein ${number}`,
    lifted: (at) => `Fallið frá honum ${at}.`,
    corrigendum: ({ number, at, section, passage, reading }) =>
      `Leiðrétting ${number}, ${at}. Í „${section}“ ${reading === '' ? `fellur „${passage}“ brott` : `komi „${reading}“ í stað „${passage}“`}.`,
    quoted: (words) => `„${words}“`,
    suspended: (countries) => `FRESTAÐ: notið ekki. Stuðningur dreginn til baka: ${countries}`,
    optionsPaper: 'Valkostaskjal',
    marking: {
      parties: 'Innanhúss – aðilar',
      member_states_only: 'Eingöngu DK-FI-SE',
      delegates: 'Fyrir fulltrúa',
      public: 'Opinbert',
    },
    releasableTo: (countries) => `Afhenda má: ${countries}`,
    notVerified: 'óstaðfest',
    unknownAuthor: 'Höfundur óþekktur',
  },
}
