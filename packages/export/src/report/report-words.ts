import type {
  FollowUpState,
  institutionCodes,
  Language,
  ReportOutcome,
  ReportStage,
  Stance,
} from '@samsyn/domain'

/** What stands in the report of a meeting beside what was reported. */
export interface ReportWords {
  readonly title: string
  readonly chathamHouse: string
  readonly outcome: Readonly<Record<ReportOutcome, string>>
  /** How far the report of a position has come that was not put together yet, or not anew. */
  readonly stage: Readonly<Record<ReportStage, string>>
  readonly reported: (countries: string) => string
  readonly noPosition: string
  readonly conclusion: string
  readonly dividingLine: string
  readonly nextStep: string
  readonly said: Readonly<Record<Stance, string>>
  readonly followUps: string
  readonly state: Readonly<Record<FollowUpState, string>>
  /** Why a follow-up was dropped whose report was replaced. */
  readonly followUpReplaced: string
  readonly due: (date: string) => string
  readonly overdue: string
  readonly institution: Readonly<Record<(typeof institutionCodes)[number], string>>
}

/** These words, in the language in which the report is asked for; as on its page. */
export const reportWords: Readonly<Record<Language, ReportWords>> = {
  en: {
    title: 'Report to ministers',
    chathamHouse: 'Held under the Chatham House Rule',
    outcome: {
      reflected: 'Reflected',
      partly: 'Partly',
      not: 'Not reflected',
      not_raised: 'Not raised',
      unknown: 'Not known',
    },
    stage: {
      draft: 'No report yet',
      submitted: 'To be put together',
      consolidated: 'To be noted by leads',
      noted: 'Noted by all',
    },
    reported: (countries) => `Reported: ${countries}`,
    noPosition: 'No position to report on',
    conclusion: 'The chair concluded',
    dividingLine: 'Dividing line',
    nextStep: 'Next step',
    said: { raised: 'Raised it', supported: 'Supported', opposed: 'Opposed' },
    followUps: 'Follow-up',
    state: { open: 'Open', in_progress: 'In progress', done: 'Done', dropped: 'Dropped' },
    followUpReplaced: 'Replaced by a later report.',
    due: (date) => `by ${date}`,
    overdue: 'Overdue',
    institution: {
      PRES: 'Presidency',
      COM: 'Commission',
      CLS: 'Council Legal Service',
      GSC: 'General Secretariat of the Council',
      EP: 'European Parliament',
      EEAS: 'European External Action Service',
      EUROPOL: 'Europol',
    },
  },
  sv: {
    title: 'Rapport till ministrarna',
    chathamHouse: 'Hålls enligt Chatham House-regeln',
    outcome: {
      reflected: 'Tillgodosedd',
      partly: 'Delvis',
      not: 'Inte tillgodosedd',
      not_raised: 'Togs inte upp',
      unknown: 'Vet inte',
    },
    stage: {
      draft: 'Ingen rapport ännu',
      submitted: 'Ska sammanställas',
      consolidated: 'Ska noteras av ansvariga',
      noted: 'Noterad av alla',
    },
    reported: (countries) => `Har rapporterat: ${countries}`,
    noPosition: 'Ingen ståndpunkt att rapportera om',
    conclusion: 'Ordförandens slutsats',
    dividingLine: 'Skiljelinje',
    nextStep: 'Nästa steg',
    said: { raised: 'Tog upp', supported: 'Stödde', opposed: 'Emot' },
    followUps: 'Uppföljning',
    state: { open: 'Öppen', in_progress: 'Pågår', done: 'Klar', dropped: 'Avskriven' },
    followUpReplaced: 'Ersatt av en senare rapport.',
    due: (date) => `senast ${date}`,
    overdue: 'Försenad',
    institution: {
      PRES: 'Ordförandeskapet',
      COM: 'Kommissionen',
      CLS: 'Rådets rättstjänst',
      GSC: 'Rådets generalsekretariat',
      EP: 'Europaparlamentet',
      EEAS: 'Utrikestjänsten',
      EUROPOL: 'Europol',
    },
  },
  da: {
    title: 'Rapport til ministrene',
    chathamHouse: 'Holdes efter Chatham House-reglen',
    outcome: {
      reflected: 'Imødekommet',
      partly: 'Delvist',
      not: 'Ikke imødekommet',
      not_raised: 'Ikke rejst',
      unknown: 'Vides ikke',
    },
    stage: {
      draft: 'Ingen rapport endnu',
      submitted: 'Skal sammenfattes',
      consolidated: 'Skal tages til efterretning',
      noted: 'Taget til efterretning af alle',
    },
    reported: (countries) => `Har rapporteret: ${countries}`,
    noPosition: 'Ingen holdning at rapportere om',
    conclusion: 'Formandens konklusion',
    dividingLine: 'Skillelinje',
    nextStep: 'Næste skridt',
    said: { raised: 'Rejste', supported: 'Støttede', opposed: 'Imod' },
    followUps: 'Opfølgning',
    state: { open: 'Åben', in_progress: 'I gang', done: 'Udført', dropped: 'Opgivet' },
    followUpReplaced: 'Erstattet af en senere rapport.',
    due: (date) => `senest ${date}`,
    overdue: 'Overskredet',
    institution: {
      PRES: 'Formandskabet',
      COM: 'Kommissionen',
      CLS: 'Rådets Juridiske Tjeneste',
      GSC: 'Generalsekretariatet for Rådet',
      EP: 'Europa-Parlamentet',
      EEAS: 'EU-Udenrigstjenesten',
      EUROPOL: 'Europol',
    },
  },
  nb: {
    title: 'Rapport til ministrene',
    chathamHouse: 'Holdes etter Chatham House-regelen',
    outcome: {
      reflected: 'Ivaretatt',
      partly: 'Delvis',
      not: 'Ikke ivaretatt',
      not_raised: 'Ikke tatt opp',
      unknown: 'Vet ikke',
    },
    stage: {
      draft: 'Ingen rapport ennå',
      submitted: 'Skal sammenstilles',
      consolidated: 'Skal tas til etterretning',
      noted: 'Tatt til etterretning av alle',
    },
    reported: (countries) => `Har rapportert: ${countries}`,
    noPosition: 'Ingen posisjon å rapportere om',
    conclusion: 'Møteleders konklusjon',
    dividingLine: 'Skillelinje',
    nextStep: 'Neste steg',
    said: { raised: 'Tok opp', supported: 'Støttet', opposed: 'Imot' },
    followUps: 'Oppfølging',
    state: { open: 'Åpen', in_progress: 'I gang', done: 'Gjort', dropped: 'Frafalt' },
    followUpReplaced: 'Erstattet av en senere rapport.',
    due: (date) => `innen ${date}`,
    overdue: 'Forsinket',
    institution: {
      PRES: 'Formannskapet',
      COM: 'Kommisjonen',
      CLS: 'Rådets juridiske tjeneste',
      GSC: 'Rådets generalsekretariat',
      EP: 'Europaparlamentet',
      EEAS: 'EUs utenrikstjeneste',
      EUROPOL: 'Europol',
    },
  },
  fi: {
    title: 'Raportti ministereille',
    chathamHouse: 'Pidetään Chatham House -säännön mukaisesti',
    outcome: {
      reflected: 'Otettu huomioon',
      partly: 'Osittain',
      not: 'Ei otettu huomioon',
      not_raised: 'Ei otettu esille',
      unknown: 'Ei tiedossa',
    },
    stage: {
      draft: 'Ei vielä raporttia',
      submitted: 'Odottaa koontia',
      consolidated: 'Odottaa merkintää tiedoksi',
      noted: 'Kaikki ovat merkinneet tiedoksi',
    },
    reported: (countries) => `Raportoineet: ${countries}`,
    noPosition: 'Ei raportoitavaa kantaa',
    conclusion: 'Puheenjohtajan yhteenveto',
    dividingLine: 'Jakolinja',
    nextStep: 'Seuraava askel',
    said: { raised: 'Otti esille', supported: 'Tuki', opposed: 'Vastusti' },
    followUps: 'Seuranta',
    state: { open: 'Avoin', in_progress: 'Kesken', done: 'Tehty', dropped: 'Jätetty' },
    followUpReplaced: 'Korvattu myöhemmällä raportilla.',
    due: (date) => `viimeistään ${date}`,
    overdue: 'Myöhässä',
    institution: {
      PRES: 'Puheenjohtajavaltio',
      COM: 'Komissio',
      CLS: 'Neuvoston oikeudellinen yksikkö',
      GSC: 'Neuvoston pääsihteeristö',
      EP: 'Euroopan parlamentti',
      EEAS: 'Euroopan ulkosuhdehallinto',
      EUROPOL: 'Europol',
    },
  },
  is: {
    title: 'Skýrsla til ráðherra',
    chathamHouse: 'Haldinn samkvæmt Chatham House-reglunni',
    outcome: {
      reflected: 'Tekið til greina',
      partly: 'Að hluta',
      not: 'Ekki tekið til greina',
      not_raised: 'Ekki borið upp',
      unknown: 'Ekki vitað',
    },
    stage: {
      draft: 'Engin skýrsla enn',
      submitted: 'Bíður samantektar',
      consolidated: 'Bíður kynningar ábyrgðaraðila',
      noted: 'Allir hafa kynnt sér hana',
    },
    reported: (countries) => `Hafa gefið skýrslu: ${countries}`,
    noPosition: 'Engin afstaða til að gefa skýrslu um',
    conclusion: 'Niðurstaða formanns',
    dividingLine: 'Ágreiningsefni',
    nextStep: 'Næsta skref',
    said: { raised: 'Bar upp', supported: 'Studdi', opposed: 'Var á móti' },
    followUps: 'Eftirfylgni',
    state: { open: 'Opin', in_progress: 'Í vinnslu', done: 'Lokið', dropped: 'Fallið frá' },
    followUpReplaced: 'Síðari skýrsla kom í staðinn.',
    due: (date) => `í síðasta lagi ${date}`,
    overdue: 'Fram yfir frest',
    institution: {
      PRES: 'Formennskan',
      COM: 'Framkvæmdastjórnin',
      CLS: 'Lagaskrifstofa ráðsins',
      GSC: 'Aðalskrifstofa ráðsins',
      EP: 'Evrópuþingið',
      EEAS: 'Utanríkisþjónusta ESB',
      EUROPOL: 'Europol',
    },
  },
}
