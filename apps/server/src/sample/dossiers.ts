import type { Applicability, Dossier } from '@samsyn/domain'

type Standing = Dossier['applicability']

const standing = (
  denmark: Applicability,
  finlandAndSweden: Applicability,
  icelandAndNorway: Applicability,
): Standing => ({
  DK: denmark,
  FI: finlandAndSweden,
  IS: icelandAndNorway,
  NO: icelandAndNorway,
  SE: finlandAndSweden,
})

/** The dossiers of DOMAIN §4.2: public facts, as of the date that each of them carries. */
export const dossiers: readonly Dossier[] = [
  {
    id: 'csa-regulation',
    title: 'Regulation laying down rules to prevent and combat child sexual abuse',
    references: ['COM(2022) 209 final', '2022/0155(COD)', 'A9-0364/2023'],
    legalBasis: 'Article 114 TFEU',
    stage:
      'Text with EEA relevance. European Parliament mandate November 2023; partial mandate of the Council 26 November 2025; fifth trilogue 29 June 2026 without a deal, the next one reported for 29 September 2026.',
    asOf: '2026-07-04',
    applicability: standing('bound', 'bound', 'eea_relevant'),
  },
  {
    id: 'interim-derogation',
    title: 'Interim derogation from certain provisions of Directive 2002/58/EC',
    references: ['Regulation (EU) 2021/1232', 'Regulation (EU) 2024/1307', 'COM(2025) 797', '2025/0429(COD)'],
    legalBasis: null,
    stage:
      'The Regulation, once extended, lapsed on 3 April 2026. European Parliament votes 11 and 26 March 2026; Council first-reading position 1–2 July 2026 on a new act until 3 April 2028.',
    asOf: '2026-07-02',
    applicability: standing('to_be_checked', 'bound', 'to_be_checked'),
  },
  {
    id: 'csa-directive',
    title: 'Directive on combating the sexual abuse and sexual exploitation of children (recast)',
    references: ['COM(2024) 60 final', '2024/0035(COD)', 'Directive 2011/93/EU'],
    legalBasis: 'Article 83(1) TFEU',
    stage:
      'General approach 13 December 2024; European Parliament 17 June 2025; political agreement 22 June 2026, formal adoption then pending.',
    asOf: '2026-06-22',
    applicability: standing('opt_out', 'bound', 'not_taking_part'),
  },
  {
    id: 'e-evidence',
    title: 'Electronic evidence: production and preservation orders, legal representatives',
    references: ['Regulation (EU) 2023/1543', 'Directive (EU) 2023/1544'],
    legalBasis: null,
    stage:
      'Implementation. The Regulation applies from 18 August 2026. Denmark is not bound by the Regulation; its standing under the Directive is to be checked.',
    asOf: '2026-07-01',
    applicability: standing('opt_out', 'bound', 'not_taking_part'),
  },
  {
    id: 'europol',
    title: 'Europol Regulation',
    references: ['Regulation (EU) 2016/794', 'Regulation (EU) 2022/991', 'COM(2026) 580'],
    legalBasis: null,
    stage:
      'New proposal of 24 June 2026 (its number is to be verified); negotiations beginning. Denmark, Iceland and Norway work with Europol under agreements.',
    asOf: '2026-06-24',
    applicability: standing('opt_out', 'bound', 'not_taking_part'),
  },
  {
    id: 'empact',
    title: 'EMPACT 2026–2029: online child sexual exploitation',
    references: ['EMPACT 2026–2029'],
    legalBasis: null,
    stage:
      'Priorities set by the Council on 13 June 2025; operational action plans. Third countries may join actions.',
    asOf: '2025-06-13',
    applicability: standing('equal', 'equal', 'to_be_checked'),
  },
  {
    id: 'eu-internet-forum',
    title: 'EU Internet Forum: child sexual abuse strand',
    references: ['EU Internet Forum'],
    legalBasis: null,
    stage: 'Voluntary cooperation since December 2015; this strand since 2019.',
    asOf: '2026-07-01',
    applicability: standing('equal', 'equal', 'to_be_checked'),
  },
  {
    id: 'eu-strategy',
    title: 'EU strategy for a more effective fight against child sexual abuse',
    references: ['COM(2020) 607 final'],
    legalBasis: null,
    stage: 'Policy frame, Commission communication of 24 July 2020.',
    asOf: '2026-07-01',
    applicability: standing('to_be_checked', 'to_be_checked', 'to_be_checked'),
  },
  {
    id: 'lund-follow-up',
    title: 'Nordic follow-up to the expert meeting in Lund 2018',
    references: ['Lund, 30–31 May 2018', 'Reykjavík, 5–6 December 2019'],
    legalBasis: null,
    stage: 'Nordic track: the experts report to the ministers for justice (MR-JUST) through EK-JUST.',
    asOf: '2026-07-01',
    applicability: standing('equal', 'equal', 'equal'),
  },
]
