import type { AgendaItemKind, CountryCode, Language } from '@samsyn/domain'

/** What stands on the pages of a meeting's folder beside its texts. */
export interface FolderWords {
  readonly folder: string
  readonly when: string
  readonly place: string
  /** How many final texts are in it. */
  readonly texts: string
  readonly agenda: string
  /** Heads of the contents. */
  readonly number: string
  readonly item: string
  /** Before the number of the page a text begins on. */
  readonly page: string
  readonly none: string
  /** Before whom to ask of the delegations. */
  readonly contacts: string
  /** Where the clocks are those of a country. */
  readonly capital: Readonly<Record<CountryCode, string>>
  /** How an item is treated. */
  readonly kind: Readonly<Record<AgendaItemKind, string>>
  /** Of a final text whose meeting was put off: who has reconfirmed it, and for whom one waits; empty for nobody. */
  readonly postponed: (reconfirmed: string, waiting: string) => string
  readonly lastChange: (at: string) => string
  readonly caution: string
}

/** These words, in the language in which the folder is asked for. */
export const folderWords: Readonly<Record<Language, FolderWords>> = {
  en: {
    folder: 'Meeting folder',
    when: 'Time',
    place: 'Place',
    texts: 'Final texts',
    agenda: 'Agenda',
    number: 'Item',
    item: 'Subject and texts',
    page: 'page',
    none: 'No final text',
    contacts: 'Contacts',
    capital: { DK: 'Copenhagen', FI: 'Helsinki', IS: 'Reykjavík', NO: 'Oslo', SE: 'Stockholm' },
    kind: {
      information: 'Information',
      progress_report: 'Progress report',
      policy_debate: 'Policy debate',
      exchange_of_views: 'Exchange of views',
      general_approach: 'General approach',
      adoption: 'Adoption',
      any_other_business: 'Any other business',
    },
    postponed: (reconfirmed, waiting) =>
      saying(reconfirmed, waiting, {
        all: `Meeting postponed: reconfirmed by ${reconfirmed}`,
        some: `Meeting postponed: reconfirmed by ${reconfirmed}; waiting for ${waiting}`,
        none: `Meeting postponed: waiting for ${waiting} to reconfirm`,
      }),
    lastChange: (at) => `Last change ${at}`,
    caution: 'A text on paper does not change when it is superseded: the address shows what stands now.',
  },
  sv: {
    folder: 'Mötesmapp',
    when: 'Tid',
    place: 'Plats',
    texts: 'Slutliga texter',
    agenda: 'Dagordning',
    number: 'Punkt',
    item: 'Ärende och texter',
    page: 'sida',
    none: 'Ingen slutlig text',
    contacts: 'Kontakter',
    capital: { DK: 'Köpenhamn', FI: 'Helsingfors', IS: 'Reykjavik', NO: 'Oslo', SE: 'Stockholm' },
    kind: {
      information: 'Informationspunkt',
      progress_report: 'Lägesrapport',
      policy_debate: 'Riktlinjedebatt',
      exchange_of_views: 'Diskussion',
      general_approach: 'Allmän riktlinje',
      adoption: 'Antagande',
      any_other_business: 'Övriga frågor',
    },
    postponed: (reconfirmed, waiting) =>
      saying(reconfirmed, waiting, {
        all: `Mötet uppskjutet: bekräftat på nytt av ${reconfirmed}`,
        some: `Mötet uppskjutet: bekräftat på nytt av ${reconfirmed}; väntar på ${waiting}`,
        none: `Mötet uppskjutet: väntar på ny bekräftelse från ${waiting}`,
      }),
    lastChange: (at) => `Senaste ändring ${at}`,
    caution: 'En text på papper ändras inte när den ersätts: adressen visar vad som gäller nu.',
  },
  da: {
    folder: 'Mødemappe',
    when: 'Tid',
    place: 'Sted',
    texts: 'Endelige tekster',
    agenda: 'Dagsorden',
    number: 'Punkt',
    item: 'Sag og tekster',
    page: 'side',
    none: 'Ingen endelig tekst',
    contacts: 'Kontakter',
    capital: { DK: 'København', FI: 'Helsinki', IS: 'Reykjavik', NO: 'Oslo', SE: 'Stockholm' },
    kind: {
      information: 'Orientering',
      progress_report: 'Fremskridtsrapport',
      policy_debate: 'Politisk drøftelse',
      exchange_of_views: 'Udveksling af synspunkter',
      general_approach: 'Generel indstilling',
      adoption: 'Vedtagelse',
      any_other_business: 'Eventuelt',
    },
    postponed: (reconfirmed, waiting) =>
      saying(reconfirmed, waiting, {
        all: `Møde udsat: bekræftet på ny af ${reconfirmed}`,
        some: `Møde udsat: bekræftet på ny af ${reconfirmed}; venter på ${waiting}`,
        none: `Møde udsat: venter på fornyet bekræftelse fra ${waiting}`,
      }),
    lastChange: (at) => `Seneste ændring ${at}`,
    caution: 'En tekst på papir ændrer sig ikke, når den erstattes: adressen viser, hvad der gælder nu.',
  },
  nb: {
    folder: 'Møtemappe',
    when: 'Tid',
    place: 'Sted',
    texts: 'Endelige tekster',
    agenda: 'Dagsorden',
    number: 'Punkt',
    item: 'Sak og tekster',
    page: 'side',
    none: 'Ingen endelig tekst',
    contacts: 'Kontakter',
    capital: { DK: 'København', FI: 'Helsingfors', IS: 'Reykjavik', NO: 'Oslo', SE: 'Stockholm' },
    kind: {
      information: 'Orientering',
      progress_report: 'Fremdriftsrapport',
      policy_debate: 'Politisk debatt',
      exchange_of_views: 'Meningsutveksling',
      general_approach: 'Generell tilnærming (general approach)',
      adoption: 'Vedtakelse',
      any_other_business: 'Eventuelt',
    },
    postponed: (reconfirmed, waiting) =>
      saying(reconfirmed, waiting, {
        all: `Møtet utsatt: bekreftet på nytt av ${reconfirmed}`,
        some: `Møtet utsatt: bekreftet på nytt av ${reconfirmed}; venter på ${waiting}`,
        none: `Møtet utsatt: venter på ny bekreftelse fra ${waiting}`,
      }),
    lastChange: (at) => `Siste endring ${at}`,
    caution: 'En tekst på papir endrer seg ikke når den blir erstattet: adressen viser hva som gjelder nå.',
  },
  fi: {
    folder: 'Kokouskansio',
    when: 'Aika',
    place: 'Paikka',
    texts: 'Lopullisia tekstejä',
    agenda: 'Esityslista',
    number: 'Kohta',
    item: 'Asia ja tekstit',
    page: 'sivu',
    none: 'Ei lopullista tekstiä',
    contacts: 'Yhteyshenkilöt',
    capital: { DK: 'Kööpenhamina', FI: 'Helsinki', IS: 'Reykjavik', NO: 'Oslo', SE: 'Tukholma' },
    kind: {
      information: 'Tiedoksi',
      progress_report: 'Edistymisraportti',
      policy_debate: 'Periaatekeskustelu',
      exchange_of_views: 'Keskustelu',
      general_approach: 'Yleisnäkemys',
      adoption: 'Hyväksyminen',
      any_other_business: 'Muut asiat',
    },
    postponed: (reconfirmed, waiting) =>
      saying(reconfirmed, waiting, {
        all: `Kokous siirtyi. Vahvistettu uudelleen: ${reconfirmed}`,
        some: `Kokous siirtyi. Vahvistettu uudelleen: ${reconfirmed}. Odotetaan vielä: ${waiting}`,
        none: `Kokous siirtyi. Odotetaan uutta vahvistusta: ${waiting}`,
      }),
    lastChange: (at) => `Viimeisin muutos ${at}`,
    caution: 'Paperilla oleva teksti ei muutu, kun se korvataan: osoitteesta näkee, mikä on nyt voimassa.',
  },
  is: {
    folder: 'Fundarmappa',
    when: 'Tími',
    place: 'Staður',
    texts: 'Lokatextar',
    agenda: 'Dagskrá',
    number: 'Liður',
    item: 'Mál og textar',
    page: 'bls.',
    none: 'Enginn lokatexti',
    contacts: 'Tengiliðir',
    capital: { DK: 'Kaupmannahöfn', FI: 'Helsinki', IS: 'Reykjavík', NO: 'Ósló', SE: 'Stokkhólmur' },
    kind: {
      information: 'Til kynningar',
      progress_report: 'Framvinduskýrsla',
      policy_debate: 'Stefnumótandi umræða',
      exchange_of_views: 'Skoðanaskipti',
      general_approach: 'Almenn nálgun (general approach)',
      adoption: 'Til samþykktar',
      any_other_business: 'Önnur mál',
    },
    postponed: (reconfirmed, waiting) =>
      saying(reconfirmed, waiting, {
        all: `Fundi frestað: staðfest á ný: ${reconfirmed}`,
        some: `Fundi frestað: staðfest á ný: ${reconfirmed}; beðið eftir: ${waiting}`,
        none: `Fundi frestað: beðið eftir nýrri staðfestingu: ${waiting}`,
      }),
    lastChange: (at) => `Síðast breytt ${at}`,
    caution: 'Texti á pappír breytist ekki þegar hann er leystur af hólmi: veffangið sýnir hvað gildir nú.',
  },
}

function saying(
  reconfirmed: string,
  waiting: string,
  { all, some, none }: Readonly<Record<'all' | 'some' | 'none', string>>,
): string {
  if (waiting === '') return all
  return reconfirmed === '' ? none : some
}
