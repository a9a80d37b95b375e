import type { Act, Decision, Language, ReservationEffect } from '@samsyn/domain'

/** What the page says, in one language. */
export interface PageWords {
  readonly title: string
  readonly lead: string
  readonly language: string
  readonly zip: string
  readonly folder: string
  readonly offline: string
  readonly checking: string
  readonly right: string
  readonly wrong: string
  readonly noPackage: string
  readonly noCrypto: string
  readonly formula: string
  readonly reference: string
  readonly hash: string
  readonly translation: string
  /** A corrigendum by its number. */
  readonly corrigendum: (number: number) => string
  /** What whoever opened the round told the parties, and why with open points. */
  readonly notice: string
  readonly openPointsReason: string
  readonly decisions: string
  readonly country: string
  readonly answer: string
  /** Who gave a country's answer, below it. */
  readonly capacities: Readonly<Record<'lead' | 'deputy', string>>
  readonly signature: string
  readonly time: string
  readonly signed: string
  readonly unsigned: string
  readonly sample: string
  readonly notByPerson: string
  /** Where decisions are not signed. */
  readonly unproven: string
  readonly checked: (files: number, events: number) => string
  readonly limits: string
  /** Above the text itself, and what of its copies for reading was checked. */
  readonly text: string
  readonly copies: string
  readonly recordNotes: string
  /** What a reservation did in the round, behind its type. */
  readonly effects: Readonly<Record<ReservationEffect, string>>
  readonly answers: Readonly<Record<Decision['value']['kind'] | Act['kind'], string>>
  readonly faults: {
    readonly missing: string
    readonly unexpected: string
    readonly changed: string
    readonly unreadable: string
    readonly text: string
    readonly release: string
    readonly events: string
    readonly corrigendum: string
    readonly copy: string
    readonly translation: string
    readonly signature: string
    readonly unsigned: string
    readonly awaited: string
    readonly round: string
    readonly metadata: string
    readonly moment: string
    readonly act: string
    readonly unled: string
  }
}

/** The page in six languages. */
export const pageWords: Readonly<Record<Language, PageWords>> = {
  en: {
    title: 'Check the evidence of a final text',
    lead: 'This page checks an evidence package: that nothing in it was changed, and that the decisions were signed as it says.',
    language: 'Language',
    zip: 'Choose the ZIP file',
    folder: 'Choose the unpacked folder',
    offline: 'Nothing leaves this device: the page works without a network.',
    checking: 'Checking…',
    right: 'Nothing is wrong with this package.',
    wrong: 'This package is not as it should be.',
    noPackage: 'This is no evidence package, or its ZIP file is damaged.',
    noCrypto:
      'This browser cannot check signatures here. Use a current browser, and open the page from a file or over https.',
    formula: 'Who stands behind the text',
    reference: 'Final text',
    hash: 'SHA-256 of the text',
    translation: 'Working translation',
    corrigendum: (number) => `Corrigendum ${number}`,
    notice: 'Notice to the parties',
    openPointsReason: 'Why the round was opened with open points',
    decisions: 'Decisions',
    country: 'Country',
    answer: 'Answer',
    capacities: { lead: 'As national lead', deputy: 'As deputy for the national lead' },
    signature: 'Signature',
    time: 'Time in Brussels',
    signed: 'Signed with a passkey',
    unsigned: 'NOT SIGNED',
    sample:
      'From a SAMPLE workspace: no position of any country. Whoever has no passkey there answers unsigned.',
    notByPerson: 'By silence',
    unproven: 'Nothing shows who gave the decisions that are not signed.',
    checked: (files, events) => `${files} files and ${events} events were checked.`,
    limits:
      'That a key is the key of the person named, Samsyn’s event log says. Ask the person, or compare with a copy of the log kept elsewhere.',
    text: 'The text that was signed',
    copies:
      'The text above is read from text.json, which is what was signed. Of text.pdf, text.html and text.txt only that the manifest lists them as they are was checked, not what they say.',
    recordNotes:
      'record-notes.json is what one country notes for its own register: it is no evidence, and the manifest does not cover it.',
    effects: {
      printed: 'printed, and nothing more',
      confirmed: 'each other country behind the text had to confirm it',
      not_counted: 'its country is not counted among those behind the text',
    },
    answers: {
      agree: 'Agrees',
      agree_with_reservation: 'Agrees with a reservation',
      object: 'Objects',
      not_participating: 'Does not take part',
      tacit: 'Tacit agreement',
      propose_amendment: 'Objects, with an amendment',
      late_objection: 'Objected after the deadline',
      confirm_terms: 'Confirmed changed terms',
      lift_reservation: 'Lifted its reservation',
      withdraw_support: 'Withdrew its support',
      reconfirm_release: 'Stands by it, the meeting having been postponed',
      object_to_corrigendum: 'Objected to a corrigendum',
    },
    faults: {
      missing: 'is missing',
      unexpected: 'is not listed in the manifest',
      changed: 'is not as the manifest lists it',
      unreadable: 'cannot be read',
      text: 'is not the text that was signed',
      translation: 'is not the translation that was issued',
      release: 'says otherwise than the decisions',
      events: 'has an entry that was changed or taken out',
      corrigendum: 'has a corrigendum that does not hold',
      copy: 'differs from what was signed',
      signature: 'the signature does not hold',
      unsigned: 'is not signed, and this is no sample workspace',
      round: 'was held otherwise than the events tell',
      metadata: 'says otherwise than the text and its events do',
      awaited: 'stands on terms that a country has not confirmed',
      unled:
        'the events do not tell that this person led for the country then, approved where that was asked for',
      moment: 'came when it could not, or under another sentence on who stands behind the text',
      act: 'lacks something that the events tell a country did later',
    },
  },
  sv: {
    title: 'Kontrollera bevisen för en slutlig text',
    lead: 'Sidan kontrollerar ett bevispaket: att ingenting i det har ändrats och att besluten är undertecknade så som det säger.',
    language: 'Språk',
    zip: 'Välj ZIP-filen',
    folder: 'Välj den uppackade mappen',
    offline: 'Ingenting lämnar enheten: sidan fungerar utan nät.',
    checking: 'Kontrollerar…',
    right: 'Ingenting är fel med paketet.',
    wrong: 'Paketet är inte som det ska vara.',
    noPackage: 'Detta är inget bevispaket, eller så är ZIP-filen skadad.',
    noCrypto:
      'Webbläsaren kan inte kontrollera underskrifter här. Använd en aktuell webbläsare och öppna sidan från en fil eller via https.',
    formula: 'Vilka som står bakom texten',
    reference: 'Slutlig text',
    hash: 'Textens SHA-256',
    translation: 'Arbetsöversättning',
    corrigendum: (number) => `Rättelse ${number}`,
    notice: 'Meddelande till parterna',
    openPointsReason: 'Varför omgången öppnades med öppna punkter',
    decisions: 'Beslut',
    country: 'Land',
    answer: 'Svar',
    capacities: {
      lead: 'Som nationellt ansvarig',
      deputy: 'Som ställföreträdare för den nationellt ansvariga',
    },
    signature: 'Underskrift',
    time: 'Tid i Bryssel',
    signed: 'Undertecknat med lösennyckel',
    unsigned: 'INTE UNDERTECKNAT',
    sample:
      'Från en EXEMPELARBETSYTA: ingen ståndpunkt för något land. Den som saknar lösennyckel svarar där utan underskrift.',
    notByPerson: 'Genom tystnad',
    unproven: 'Ingenting visar vem som fattade de beslut som inte är undertecknade.',
    checked: (files, events) => `${files} filer och ${events} händelser har kontrollerats.`,
    limits:
      'Att en nyckel tillhör den person som anges säger Samsyns händelselogg. Fråga personen, eller jämför med en kopia av loggen som har förvarats på annat håll.',
    text: 'Texten som undertecknades',
    copies:
      'Texten ovan läses ur text.json, som är det som undertecknades. Av text.pdf, text.html och text.txt har det bara kontrollerats att de är som förteckningen anger, inte vad som står i dem.',
    recordNotes:
      'record-notes.json är vad ett land antecknar för sitt eget diarium: det är inget bevis, och förteckningen omfattar det inte.',
    effects: {
      printed: 'återges, ingenting mer',
      confirmed: 'varje annat land bakom texten måste bekräfta den',
      not_counted: 'landet räknas inte till dem som står bakom texten',
    },
    answers: {
      agree: 'Godkänner',
      agree_with_reservation: 'Godkänner med reservation',
      object: 'Invänder',
      not_participating: 'Deltar inte',
      tacit: 'Tyst godkännande',
      propose_amendment: 'Invänder, med ändringsförslag',
      late_objection: 'Invände efter tidsfristen',
      confirm_terms: 'Bekräftade ändrade villkor',
      lift_reservation: 'Har dragit tillbaka sin reservation',
      withdraw_support: 'Har dragit tillbaka sitt stöd',
      reconfirm_release: 'Står fast vid den efter att mötet skjutits upp',
      object_to_corrigendum: 'Invände mot en rättelse',
    },
    faults: {
      missing: 'saknas',
      unexpected: 'finns inte i förteckningen',
      changed: 'är inte som förteckningen anger',
      unreadable: 'kan inte läsas',
      text: 'är inte den text som undertecknades',
      translation: 'är inte den översättning som utfärdades',
      release: 'säger något annat än besluten',
      events: 'har en post som har ändrats eller tagits bort',
      corrigendum: 'har en rättelse som inte stämmer',
      copy: 'skiljer sig från det som undertecknades',
      signature: 'underskriften håller inte',
      unsigned: 'är inte undertecknat, och detta är ingen exempelarbetsyta',
      round: 'genomfördes på annat sätt än händelserna anger',
      metadata: 'anger något annat än texten och dess händelser',
      awaited: 'vilar på villkor som ett land inte har bekräftat',
      unled:
        'händelserna visar inte att personen då var nationellt ansvarig för landet, godkänd där det krävdes',
      moment: 'kom när det inte kunde komma, eller under en annan mening om vilka som står bakom texten',
      act: 'saknar något som ett land enligt händelserna har gjort senare',
    },
  },
  da: {
    title: 'Kontrollér beviserne for en endelig tekst',
    lead: 'Siden kontrollerer en bevispakke: at intet i den er ændret, og at afgørelserne er underskrevet, som den siger.',
    language: 'Sprog',
    zip: 'Vælg ZIP-filen',
    folder: 'Vælg den udpakkede mappe',
    offline: 'Intet forlader enheden: siden virker uden net.',
    checking: 'Kontrollerer…',
    right: 'Der er intet galt med pakken.',
    wrong: 'Pakken er ikke, som den skal være.',
    noPackage: 'Dette er ingen bevispakke, eller også er ZIP-filen beskadiget.',
    noCrypto:
      'Browseren kan ikke kontrollere underskrifter her. Brug en nyere browser, og åbn siden fra en fil eller via https.',
    formula: 'Hvem der står bag teksten',
    reference: 'Endelig tekst',
    hash: 'Tekstens SHA-256',
    translation: 'Arbejdsoversættelse',
    corrigendum: (number) => `Berigtigelse ${number}`,
    notice: 'Meddelelse til parterne',
    openPointsReason: 'Hvorfor runden blev åbnet med åbne punkter',
    decisions: 'Afgørelser',
    country: 'Land',
    answer: 'Svar',
    capacities: { lead: 'Som national ansvarlig', deputy: 'Som stedfortræder for den nationalt ansvarlige' },
    signature: 'Underskrift',
    time: 'Tid i Bruxelles',
    signed: 'Underskrevet med adgangsnøgle',
    unsigned: 'IKKE UNDERSKREVET',
    sample:
      'Fra et EKSEMPELARBEJDSRUM: ikke noget lands holdning. Den, der ikke har en adgangsnøgle, svarer der uden underskrift.',
    notByPerson: 'Ved tavshed',
    unproven: 'Intet viser, hvem der traf de afgørelser, som ikke er underskrevet.',
    checked: (files, events) => `${files} filer og ${events} hændelser er kontrolleret.`,
    limits:
      'At en nøgle tilhører den nævnte person, siger Samsyns hændelseslog. Spørg personen, eller sammenlign med en kopi af loggen, der har været opbevaret et andet sted.',
    text: 'Teksten, der blev underskrevet',
    copies:
      'Teksten ovenfor er læst fra text.json, som er det, der blev underskrevet. Af text.pdf, text.html og text.txt er det kun kontrolleret, at de er, som fortegnelsen angiver, ikke hvad der står i dem.',
    recordNotes:
      'record-notes.json er, hvad ét land noterer til sin egen journal: det er intet bevis, og fortegnelsen omfatter det ikke.',
    effects: {
      printed: 'gengives, intet mere',
      confirmed: 'hvert andet land bag teksten skulle bekræfte det',
      not_counted: 'landet regnes ikke med blandt dem, der står bag teksten',
    },
    answers: {
      agree: 'Godkender',
      agree_with_reservation: 'Godkender med forbehold',
      object: 'Gør indsigelse',
      not_participating: 'Deltager ikke',
      tacit: 'Stiltiende godkendelse',
      propose_amendment: 'Gør indsigelse med ændringsforslag',
      late_objection: 'Gjorde indsigelse efter fristen',
      confirm_terms: 'Bekræftede ændrede vilkår',
      lift_reservation: 'Har hævet sit forbehold',
      withdraw_support: 'Har trukket sin støtte tilbage',
      reconfirm_release: 'Står ved den, efter at mødet er udsat',
      object_to_corrigendum: 'Gjorde indsigelse mod en berigtigelse',
    },
    faults: {
      missing: 'mangler',
      unexpected: 'står ikke i fortegnelsen',
      changed: 'er ikke, som fortegnelsen angiver',
      unreadable: 'kan ikke læses',
      text: 'er ikke den tekst, der blev underskrevet',
      translation: 'er ikke den oversættelse, der blev udstedt',
      release: 'siger noget andet end afgørelserne',
      events: 'har en post, der er ændret eller fjernet',
      corrigendum: 'har en berigtigelse, der ikke stemmer',
      copy: 'afviger fra det, der blev underskrevet',
      signature: 'underskriften holder ikke',
      unsigned: 'er ikke underskrevet, og dette er ikke et eksempelarbejdsrum',
      round: 'blev gennemført på anden måde, end hændelserne angiver',
      metadata: 'angiver noget andet end teksten og dens hændelser',
      awaited: 'hviler på vilkår, som et land ikke har bekræftet',
      unled:
        'hændelserne viser ikke, at personen dengang var nationalt ansvarlig for landet, godkendt hvor det krævedes',
      moment:
        'kom på et tidspunkt, hvor det ikke kunne, eller under en anden sætning om, hvem der står bag teksten',
      act: 'mangler noget, som et land ifølge hændelserne har gjort senere',
    },
  },
  nb: {
    title: 'Kontroller bevisene for en endelig tekst',
    lead: 'Siden kontrollerer en bevispakke: at ingenting i den er endret, og at avgjørelsene er signert slik den sier.',
    language: 'Språk',
    zip: 'Velg ZIP-filen',
    folder: 'Velg den utpakkede mappen',
    offline: 'Ingenting forlater enheten: siden virker uten nett.',
    checking: 'Kontrollerer…',
    right: 'Det er ingenting galt med pakken.',
    wrong: 'Pakken er ikke som den skal være.',
    noPackage: 'Dette er ingen bevispakke, eller så er ZIP-filen skadet.',
    noCrypto:
      'Nettleseren kan ikke kontrollere signaturer her. Bruk en oppdatert nettleser, og åpne siden fra en fil eller via https.',
    formula: 'Hvem som står bak teksten',
    reference: 'Endelig tekst',
    hash: 'Tekstens SHA-256',
    translation: 'Arbeidsoversettelse',
    corrigendum: (number) => `Rettelse ${number}`,
    notice: 'Melding til partene',
    openPointsReason: 'Hvorfor runden ble åpnet med åpne punkter',
    decisions: 'Avgjørelser',
    country: 'Land',
    answer: 'Svar',
    capacities: { lead: 'Som nasjonalt ansvarlig', deputy: 'Som stedfortreder for den nasjonalt ansvarlige' },
    signature: 'Signatur',
    time: 'Tid i Brussel',
    signed: 'Signert med tilgangsnøkkel',
    unsigned: 'IKKE SIGNERT',
    sample:
      'Fra et EKSEMPELARBEIDSROM: ikke noe lands posisjon. Den som ikke har tilgangsnøkkel, svarer der uten signatur.',
    notByPerson: 'Ved taushet',
    unproven: 'Ingenting viser hvem som tok avgjørelsene som ikke er signert.',
    checked: (files, events) => `${files} filer og ${events} hendelser er kontrollert.`,
    limits:
      'At en nøkkel tilhører personen som er nevnt, sier hendelsesloggen i Samsyn. Spør personen, eller sammenlign med en kopi av loggen som har vært oppbevart et annet sted.',
    text: 'Teksten som ble signert',
    copies:
      'Teksten over er lest fra text.json, som er det som ble signert. Av text.pdf, text.html og text.txt er det bare kontrollert at de er slik fortegnelsen oppgir, ikke hva som står i dem.',
    recordNotes:
      'record-notes.json er det ett land noterer til sin egen journal: det er ikke noe bevis, og fortegnelsen omfatter det ikke.',
    effects: {
      printed: 'gjengis, ikke noe mer',
      confirmed: 'hvert av de andre landene bak teksten måtte bekrefte det',
      not_counted: 'landet regnes ikke med blant dem som står bak teksten',
    },
    answers: {
      agree: 'Godkjenner',
      agree_with_reservation: 'Godkjenner med forbehold',
      object: 'Reiser innsigelse',
      not_participating: 'Deltar ikke',
      tacit: 'Stilltiende godkjenning',
      propose_amendment: 'Reiser innsigelse med endringsforslag',
      late_objection: 'Reiste innsigelse etter fristen',
      confirm_terms: 'Bekreftet endrede vilkår',
      lift_reservation: 'Har trukket forbeholdet sitt',
      withdraw_support: 'Har trukket støtten sin tilbake',
      reconfirm_release: 'Står ved den etter at møtet ble utsatt',
      object_to_corrigendum: 'Reiste innsigelse mot en rettelse',
    },
    faults: {
      missing: 'mangler',
      unexpected: 'står ikke i fortegnelsen',
      changed: 'er ikke slik fortegnelsen oppgir',
      unreadable: 'kan ikke leses',
      text: 'er ikke teksten som ble signert',
      translation: 'er ikke oversettelsen som ble utstedt',
      release: 'sier noe annet enn avgjørelsene',
      events: 'har en post som er endret eller fjernet',
      corrigendum: 'har en rettelse som ikke stemmer',
      copy: 'avviker fra det som ble signert',
      signature: 'signaturen holder ikke',
      unsigned: 'er ikke signert, og dette er ikke noe eksempelarbeidsrom',
      round: 'ble gjennomført på en annen måte enn hendelsene oppgir',
      metadata: 'oppgir noe annet enn teksten og hendelsene',
      awaited: 'hviler på vilkår som et land ikke har bekreftet',
      unled:
        'hendelsene viser ikke at personen da var nasjonalt ansvarlig for landet, godkjent der det krevdes',
      moment: 'kom da det ikke kunne komme, eller under en annen setning om hvem som står bak teksten',
      act: 'mangler noe som et land ifølge hendelsene har gjort senere',
    },
  },
  fi: {
    title: 'Tarkista lopullisen tekstin todisteet',
    lead: 'Sivu tarkistaa todistepaketin: ettei siinä ole muutettu mitään ja että päätökset on allekirjoitettu niin kuin se kertoo.',
    language: 'Kieli',
    zip: 'Valitse ZIP-tiedosto',
    folder: 'Valitse purettu kansio',
    offline: 'Mitään ei lähde laitteesta: sivu toimii ilman verkkoa.',
    checking: 'Tarkistetaan…',
    right: 'Paketissa ei ole mitään vikaa.',
    wrong: 'Paketti ei ole sellainen kuin sen pitäisi olla.',
    noPackage: 'Tämä ei ole todistepaketti, tai ZIP-tiedosto on vioittunut.',
    noCrypto:
      'Selain ei pysty tarkistamaan allekirjoituksia tässä. Käytä ajantasaista selainta ja avaa sivu tiedostosta tai https-yhteydellä.',
    formula: 'Ketkä ovat tekstin takana',
    reference: 'Lopullinen teksti',
    hash: 'Tekstin SHA-256',
    translation: 'Työkäännös',
    corrigendum: (number) => `Oikaisu ${number}`,
    notice: 'Ilmoitus osapuolille',
    openPointsReason: 'Miksi kierros avattiin, vaikka kohtia oli avoinna',
    decisions: 'Päätökset',
    country: 'Maa',
    answer: 'Vastaus',
    capacities: { lead: 'Kansallisena vastuuhenkilönä', deputy: 'Kansallisen vastuuhenkilön sijaisena' },
    signature: 'Allekirjoitus',
    time: 'Aika Brysselissä',
    signed: 'Allekirjoitettu pääsyavaimella',
    unsigned: 'EI ALLEKIRJOITETTU',
    sample:
      'ESIMERKKITYÖTILASTA: ei minkään maan kanta. Se, jolla ei ole pääsyavainta, vastaa siellä ilman allekirjoitusta.',
    notByPerson: 'Vaikenemalla',
    unproven: 'Mikään ei osoita, kuka teki päätökset, joita ei ole allekirjoitettu.',
    checked: (files, events) => `Tarkistettiin ${files} tiedostoa ja ${events} tapahtumaa.`,
    limits:
      'Samsynin tapahtumaloki kertoo, että avain on nimetyn henkilön. Kysy henkilöltä tai vertaa muualla säilytettyyn lokin kopioon.',
    text: 'Allekirjoitettu teksti',
    copies:
      'Yllä oleva teksti on luettu tiedostosta text.json, joka on se, mikä allekirjoitettiin. Tiedostoista text.pdf, text.html ja text.txt tarkistettiin vain, että ne ovat sellaiset kuin luettelossa, ei sitä, mitä niissä lukee.',
    recordNotes:
      'record-notes.json on yhden maan merkintä omaan asianhallintaansa: se ei ole todiste, eikä luettelo kata sitä.',
    effects: {
      printed: 'merkitään tekstiin, ei muuta',
      confirmed: 'jokaisen muun tekstin takana olevan maan oli vahvistettava se',
      not_counted: 'maata ei lasketa tekstin takana oleviin',
    },
    answers: {
      agree: 'Hyväksyy',
      agree_with_reservation: 'Hyväksyy varauksin',
      object: 'Vastustaa',
      not_participating: 'Ei osallistu',
      tacit: 'Hiljainen hyväksyntä',
      propose_amendment: 'Vastustaa muutosehdotuksella',
      late_objection: 'Vastusti määräajan jälkeen',
      confirm_terms: 'Vahvisti muuttuneet ehdot',
      lift_reservation: 'Peruutti varaumansa',
      withdraw_support: 'Perui tukensa',
      reconfirm_release: 'Pysyy sen takana, vaikka kokous siirtyi',
      object_to_corrigendum: 'Vastusti oikaisua',
    },
    faults: {
      missing: 'puuttuu',
      unexpected: 'ei ole luettelossa',
      changed: 'ei ole sellainen kuin luettelossa',
      unreadable: 'ei ole luettavissa',
      text: 'ei ole allekirjoitettu teksti',
      translation: 'ei ole annettu käännös',
      release: 'kertoo muuta kuin päätökset',
      events: 'sisältää merkinnän, jota on muutettu tai joka on poistettu',
      corrigendum: 'sisältää oikaisun, joka ei pidä paikkaansa',
      copy: 'poikkeaa siitä, mikä allekirjoitettiin',
      signature: 'allekirjoitus ei pidä',
      unsigned: 'puuttuu allekirjoitus, eikä tämä ole esimerkkityötila',
      round: 'toteutettiin muulla tavalla kuin tapahtumat kertovat',
      metadata: 'kertoo muuta kuin teksti ja sen tapahtumat',
      awaited: 'perustuu ehtoihin, joita jokin maa ei ole vahvistanut',
      unled:
        'tapahtumat eivät osoita, että henkilö oli silloin maan kansallinen vastuuhenkilö ja hyväksytty, kun se vaadittiin',
      moment: 'tuli, kun se ei voinut tulla, tai kun tekstin takana olevista kertova lause oli toinen',
      act: 'siitä puuttuu jotakin, mitä maa on tapahtumien mukaan tehnyt myöhemmin',
    },
  },
  is: {
    title: 'Athuga sönnun fyrir lokatexta',
    lead: 'Síðan athugar sönnunarpakka: að engu í honum hafi verið breytt og að ákvarðanirnar hafi verið undirritaðar eins og hann segir.',
    language: 'Tungumál',
    zip: 'Velja ZIP-skrána',
    folder: 'Velja möppuna eftir afþjöppun',
    offline: 'Ekkert fer af tækinu: síðan virkar án nets.',
    checking: 'Athugar…',
    right: 'Ekkert er að þessum pakka.',
    wrong: 'Pakkinn er ekki eins og hann á að vera.',
    noPackage: 'Þetta er ekki sönnunarpakki, eða ZIP-skráin er skemmd.',
    noCrypto:
      'Vafrinn getur ekki athugað undirritanir hér. Notaðu nýlegan vafra og opnaðu síðuna úr skrá eða yfir https.',
    formula: 'Hverjir standa að textanum',
    reference: 'Lokatexti',
    hash: 'SHA-256 textans',
    translation: 'Vinnuþýðing',
    corrigendum: (number) => `Leiðrétting ${number}`,
    notice: 'Tilkynning til aðila',
    openPointsReason: 'Hvers vegna umferðin var opnuð með opnum atriðum',
    decisions: 'Ákvarðanir',
    country: 'Land',
    answer: 'Svar',
    capacities: { lead: 'Sem ábyrgðaraðili lands', deputy: 'Sem staðgengill ábyrgðaraðila lands' },
    signature: 'Undirritun',
    time: 'Tími í Brussel',
    signed: 'Undirritað með aðgangslykli',
    unsigned: 'EKKI UNDIRRITAÐ',
    sample:
      'Úr SÝNISVINNUSVÆÐI: ekki afstaða neins lands. Sá sem hefur engan aðgangslykil svarar þar án undirritunar.',
    notByPerson: 'Með þögn',
    unproven: 'Ekkert sýnir hver tók þær ákvarðanir sem eru ekki undirritaðar.',
    checked: (files, events) => `${files} skrár og ${events} atburðir voru athuguð.`,
    limits:
      'Atburðaskrá Samsyn segir að lykill tilheyri þeim sem nefndur er. Spurðu viðkomandi, eða berðu saman við afrit af skránni sem geymt var annars staðar.',
    text: 'Textinn sem var undirritaður',
    copies:
      'Textinn hér að ofan er lesinn úr text.json, sem er það sem var undirritað. Um text.pdf, text.html og text.txt var aðeins athugað að þær væru eins og listinn segir, ekki hvað í þeim stendur.',
    recordNotes:
      'record-notes.json er það sem eitt land skráir í eigin málaskrá: það er engin sönnun og listinn nær ekki til þess.',
    effects: {
      printed: 'prentaður, ekkert umfram það',
      confirmed: 'hvert hinna landanna að baki textanum þurfti að staðfesta hann',
      not_counted: 'landið er ekki talið með þeim sem standa að textanum',
    },
    answers: {
      agree: 'Samþykkir',
      agree_with_reservation: 'Samþykkir með fyrirvara',
      object: 'Andmælir',
      not_participating: 'Tekur ekki þátt',
      tacit: 'Þegjandi samþykki',
      propose_amendment: 'Andmælir með breytingartillögu',
      late_objection: 'Andmælti eftir frestinn',
      confirm_terms: 'Staðfesti breytta skilmála',
      lift_reservation: 'Féll frá fyrirvara sínum',
      withdraw_support: 'Dró stuðning sinn til baka',
      reconfirm_release: 'Stendur við hann þótt fundinum hafi verið frestað',
      object_to_corrigendum: 'Andmælti leiðréttingu',
    },
    faults: {
      missing: 'vantar',
      unexpected: 'er ekki á listanum',
      changed: 'er ekki eins og listinn segir',
      unreadable: 'er ekki læsilegt',
      text: 'er ekki textinn sem var undirritaður',
      translation: 'er ekki þýðingin sem var gefin út',
      release: 'segir annað en ákvarðanirnar',
      events: 'hefur færslu sem var breytt eða hún fjarlægð',
      corrigendum: 'hefur leiðréttingu sem stenst ekki',
      copy: 'er ekki það sama og undirritað var',
      signature: 'undirritunin stenst ekki',
      unsigned: 'er ekki undirritað og þetta er ekki sýnisvinnusvæði',
      round: 'fór öðruvísi fram en atburðirnir segja',
      metadata: 'segir annað en textinn og atburðirnir',
      awaited: 'hvílir á skilmálum sem land hefur ekki staðfest',
      unled:
        'atburðirnir sýna ekki að viðkomandi hafi þá verið ábyrgðaraðili landsins, samþykktur þar sem þess þurfti',
      moment: 'kom þegar það gat ekki komið, eða undir annarri setningu um hverjir standa að textanum',
      act: 'vantar eitthvað sem land gerði síðar samkvæmt atburðunum',
    },
  },
}
