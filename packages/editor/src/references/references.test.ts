import { describe, expect, it } from 'vitest'
import { findReferences } from './find-references.ts'
import { registerLink } from './register-link.ts'

const council = 'https://data.consilium.europa.eu/doc/document'
const eurLex = 'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri='
const observatory = 'https://oeil.europarl.europa.eu/oeil/en/procedure-file?reference='
const plenary = 'https://www.europarl.europa.eu/doceo/document'

/** What is written, the one way to write it, and where it is found. */
const references: readonly (readonly [string, string, string])[] = [
  ['14862/22', 'ST 14862/22', `${council}/ST-14862-2022-INIT/en/pdf`],
  ['ST 14862/22', 'ST 14862/22', `${council}/ST-14862-2022-INIT/en/pdf`],
  ['ST 14862 2022 INIT', 'ST 14862/22', `${council}/ST-14862-2022-INIT/en/pdf`],
  ['ST 14862/2022', 'ST 14862/22', `${council}/ST-14862-2022-INIT/en/pdf`],
  ['9927/1/16 REV 1', 'ST 9927/1/16 REV 1', `${council}/ST-9927-2016-REV-1/en/pdf`],
  ['9927/16 REV 1', 'ST 9927/1/16 REV 1', `${council}/ST-9927-2016-REV-1/en/pdf`],
  ['9927/1/16', 'ST 9927/1/16 REV 1', `${council}/ST-9927-2016-REV-1/en/pdf`],
  ['ST 9639 2018 REV 4', 'ST 9639/4/18 REV 4', `${council}/ST-9639-2018-REV-4/en/pdf`],
  ['10400/26 ADD1', 'ST 10400/26 ADD 1', `${council}/ST-10400-2026-ADD-1/en/pdf`],
  ['14862/2/22 REV 2 COR 1', 'ST 14862/2/22 REV 2 COR 1', `${council}/ST-14862-2022-REV-2-COR-1/en/pdf`],
  ['WK 10235/2022 ADD 1', 'WK 10235/2022 ADD 1', `${council}/WK-10235-2022-ADD-1/en/pdf`],
  ['WK 364/26', 'WK 364/2026', `${council}/WK-364-2026-INIT/en/pdf`],
  ['COM(2022) 209 final', 'COM(2022) 209 final', `${eurLex}COM:2022:209:FIN`],
  ['COM(2022)209', 'COM(2022) 209 final', `${eurLex}COM:2022:209:FIN`],
  ['KOM (2022) 0209', 'COM(2022) 209 final', `${eurLex}COM:2022:209:FIN`],
  ['COM/2022/209 final', 'COM(2022) 209 final', `${eurLex}COM:2022:209:FIN`],
  ['COM(92) 24 final', 'COM(92) 24 final', `${eurLex}COM:1992:24:FIN`],
  ['COM(2022) 209 final/2', 'COM(2022) 209 final/2', `${eurLex}COM:2022:209:FIN`],
  ['SWD(2022) 210 final', 'SWD(2022) 210 final', `${eurLex}SWD:2022:210:FIN`],
  ['JOIN(2020) 18', 'JOIN(2020) 18 final', `${eurLex}JOIN:2020:18:FIN`],
  ['2022/0155(COD)', '2022/0155(COD)', `${observatory}2022/0155(COD)`],
  ['2022/155 (cod)', '2022/0155(COD)', `${observatory}2022/0155(COD)`],
  ['2022/0155/COD', '2022/0155(COD)', `${observatory}2022/0155(COD)`],
  ['Regulation (EU) 2021/1232', 'Regulation (EU) 2021/1232', `${eurLex}CELEX:32021R1232`],
  ['regulation 2021/1232', 'Regulation (EU) 2021/1232', `${eurLex}CELEX:32021R1232`],
  ['Regulation (EC) No 1049/2001', 'Regulation (EC) No 1049/2001', `${eurLex}CELEX:32001R1049`],
  ['Regulation (EU) 603/2013', 'Regulation (EU) No 603/2013', `${eurLex}CELEX:32013R0603`],
  ['Regulation (EEC) no. 2137/85', 'Regulation (EEC) No 2137/85', `${eurLex}CELEX:31985R2137`],
  ['Regulation (EU,Euratom) 2018/1046', 'Regulation (EU, Euratom) 2018/1046', `${eurLex}CELEX:32018R1046`],
  ['Directive 2011/93/EU', 'Directive 2011/93/EU', `${eurLex}CELEX:32011L0093`],
  ['Directive 2011/93', 'Directive 2011/93/EU', `${eurLex}CELEX:32011L0093`],
  ['Directive 95/46/EC', 'Directive 95/46/EC', `${eurLex}CELEX:31995L0046`],
  ['Directive (EC) 2003/109', 'Directive 2003/109/EC', `${eurLex}CELEX:32003L0109`],
  ['Directive (EU) 2023/1544', 'Directive (EU) 2023/1544', `${eurLex}CELEX:32023L1544`],
  ['Decision 2008/615/JHA', 'Decision 2008/615/JHA', `${eurLex}CELEX:32008D0615`],
  ['Decision No 1313/2013/EU', 'Decision No 1313/2013/EU', `${eurLex}CELEX:32013D1313`],
  ['framework decision 2004/68/JHA', 'Framework Decision 2004/68/JHA', `${eurLex}CELEX:32004F0068`],
  ['förordning (EU) 2021/1232', 'förordning (EU) 2021/1232', `${eurLex}CELEX:32021R1232`],
  ['förordning (EG) 1049/2001', 'förordning (EG) nr 1049/2001', `${eurLex}CELEX:32001R1049`],
  ['forordningen (EU) 2021/1232', 'forordningen (EU) 2021/1232', `${eurLex}CELEX:32021R1232`],
  ['direktivet 2011/93/EU', 'direktivet 2011/93/EU', `${eurLex}CELEX:32011L0093`],
  ['asetuksessa (EU) 2021/1232', 'asetuksessa (EU) 2021/1232', `${eurLex}CELEX:32021R1232`],
  ['direktiivin 2011/93/EU', 'direktiivin 2011/93/EU', `${eurLex}CELEX:32011L0093`],
  ['puitepäätös 2004/68/YOS', 'puitepäätös 2004/68/YOS', `${eurLex}CELEX:32004F0068`],
  ['reglugerð (ESB) 2021/1232', 'reglugerð (ESB) 2021/1232', `${eurLex}CELEX:32021R1232`],
  ['tilskipunar 2011/93/ESB', 'tilskipunar 2011/93/ESB', `${eurLex}CELEX:32011L0093`],
  ['A9-0364/2023', 'A9-0364/2023', `${plenary}/A-9-2023-0364_EN.html`],
  ['A9-364/2023', 'A9-0364/2023', `${plenary}/A-9-2023-0364_EN.html`],
  ['P10_TA(2026)0070', 'P10_TA(2026)0070', `${plenary}/TA-10-2026-0070_EN.html`],
  ['52022PC0209', 'CELEX 52022PC0209', `${eurLex}CELEX:52022PC0209`],
  ['CELEX:32011L0093', 'CELEX 32011L0093', `${eurLex}CELEX:32011L0093`],
  ['02011L0093-20111217', 'CELEX 02011L0093-20111217', `${eurLex}CELEX:02011L0093-20111217`],
  ['32023H0120(01)', 'CELEX 32023H0120(01)', `${eurLex}CELEX:32023H0120(01)`],
]

const lookAlikes = [
  ['ST 14862', 'year'],
  ['ST 1486222/22', 'number'],
  ['9927/2/16 REV 1', 'version'],
  ['14862/22 REV', 'version'],
  ['WK 10235', 'year'],
  ['COM(22) 209 final', 'year'],
  ['COM(2022) final', 'number'],
  ['SWD(2022) 21000 final', 'number'],
  ['2022/0155(CDO)', 'procedure'],
  ['2022/01555(COD)', 'number'],
  ['Regulation (EU) 1232/2021', 'order'],
  ['Regulation (EU) 2021/12322', 'number'],
  ['Regulation (EU) 2021', 'number'],
  ['Regulation (EU) 21/1232', 'year'],
  ['Directive 2011/93/EC', 'treaty'],
  ['Directive (EU) 93/2011', 'treaty'],
  ['Regulation (EU) No 2021/1232', 'order'],
  ['A9-0364/2013', 'year'],
  ['A9-0364/23', 'year'],
  ['P10_TA(2026)', 'number'],
  ['CELEX 52022PC209', 'number'],
] as const

const nothing = [
  '2021/22:FPM99',
  'the year 2021/22',
  'the school year 5021/2022',
  'U 69/2022 vp',
  'förordning (2021:1232)',
  'asetus 603/2013',
  'beslut 2021/12',
  'Article 4(1), point (a)',
  'application no. 8675/15',
  'BEST 14862/22x',
  '30.9.2026 or 12/10/26',
  'a ratio of 3/4 and 24/7',
  'ST 12',
  'COM and EU',
  '0046 8 12345678',
]

describe('references', () => {
  it.each(references)('[E80] %s is read, written as %s and found', (text, writing, href) => {
    const [found, ...more] = findReferences(`see (${text}), and more.`)
    expect(more).toEqual([])
    expect(found).toMatchObject({ ok: true, text, from: 5, to: 5 + text.length, writing })
    expect(found?.ok && registerLink(found.document, 'en').href).toBe(href)
  })

  it.each(references)('[E80] what %s is written as, %s, says the same and is written so', (text, writing) => {
    const [one] = findReferences(text)
    const [other] = findReferences(writing)
    expect(other).toMatchObject({ ok: true, text: writing, writing })
    if (one?.ok && other?.ok) expect(other.document).toEqual(one.document)
  })

  it.each(lookAlikes)('[E81] %s looks like a reference and names no document: %s', (text, problem) => {
    expect(findReferences(`see ${text}.`)).toMatchObject([{ ok: false, problem, text }])
  })

  it.each(nothing)('[E81] %s is no reference', (text) => {
    expect(findReferences(text)).toEqual([])
  })
})
