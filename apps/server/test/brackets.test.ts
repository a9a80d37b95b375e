import { type Attribution, type CountryCode, countryCodes } from '@samsyn/domain'
import { fragmentName } from '@samsyn/editor'
import { type FileFormat, fileFormats, filePath } from '@samsyn/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { hasPdfTools, textOfPdf } from '../../../packages/export/test/pdf-tools.ts'
import { WordFile } from '../../../packages/export/test/word-file.ts'
import { beginPosition } from './support/begun-position.ts'
import { type Drafter, openDraft } from './support/drafter.ts'
import { startTestServer, type TestServer } from './support/test-server.ts'

const positionId = 'reporting-template'

describe('brackets', () => {
  let server: TestServer

  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())

  it('[A150] a position says for whom a person speaks in its text, and whether they settle brackets', async () => {
    const told = async (personId: string, id = positionId) => {
      const client = await server.signIn(personId)
      const { supportsFor, abilities } = await client.call('getPosition', { params: { positionId: id } })
      return [supportsFor, abilities.resolveBrackets]
    }
    expect(await told('lead-fi')).toEqual([['FI'], true])
    expect(await told('drafter-se')).toEqual([['SE'], false])
    expect(await told('delegate-se')).toEqual([[], false])
    expect(await told('secretariat')).toEqual([[], false])
    // Its draft is locked.
    expect(await told('lead-fi', 'meeting-timetable')).toEqual([['FI'], false])
  })

  describe('a client that writes whatever it likes', () => {
    const open = async (personId: string): Promise<Drafter> => {
      const drafter = openDraft(await server.signIn(personId), positionId)
      await drafter.synced()
      return drafter
    }
    /** A line at the end with a bracket of one wording. */
    const putBracket = async (drafter: Drafter, id: string, supporters: readonly CountryCode[]) => {
      drafter.ydoc.transact(() => {
        const sections = drafter.ydoc.getXmlFragment(fragmentName)
        const section = sections.get(sections.length - 1) as Y.XmlElement
        const [line, bracket] = [new Y.XmlElement('paragraph'), new Y.XmlElement('bracket')]
        section.push([line])
        line.push([bracket])
        bracket.setAttribute('id', `bracket-${id}`)
        bracket.setAttribute('kind', 'alternative')
        const wording = new Y.XmlElement('alternative')
        bracket.push([wording])
        wording.setAttribute('id', id)
        for (const country of supporters) setSupport(wording, country, true)
        wording.push([new Y.XmlText(`shall ${id}`)])
      })
      await drafter.saved()
    }
    const setSupport = (wording: Y.XmlElement, country: CountryCode, isSupported: boolean) => {
      const element = wording as unknown as Y.XmlElement<{ [name: string]: boolean }>
      if (isSupported) element.setAttribute(country, true)
      else element.removeAttribute(country)
    }
    const wordingOf = ({ ydoc }: Drafter, id: string): Y.XmlElement => {
      const found = [...ydoc.getXmlFragment(fragmentName).createTreeWalker(() => true)].find(
        (each) =>
          each instanceof Y.XmlElement && each.nodeName === 'alternative' && each.getAttribute('id') === id,
      )
      if (!(found instanceof Y.XmlElement)) throw new Error(`There is no wording ${id}`)
      return found
    }
    const unconfirmed = async (personId = 'delegate-no') => {
      const client = await server.signIn(personId)
      const { unconfirmed } = await client.call('getDraftSupport', { params: { positionId } })
      return unconfirmed.map(
        ({ wordingId, country, reason, writer }) => `${wordingId}: ${country} ${reason} ${writer?.id}`,
      )
    }

    const takenOut = async (personId = 'secretariat') => {
      const client = await server.signIn(personId)
      const { takenOut } = await client.call('getDraftSupport', { params: { positionId } })
      return takenOut.map(({ text, countries, writer }) => `${text}: ${countries} ${writer?.id}`)
    }

    it('[A151] is found out by who wrote it, and its delegation can still give the support itself', async () => {
      const [denmark, sweden] = [await open('drafter-dk'), await open('drafter-se')]
      await putBracket(denmark, 'own', ['DK'])
      await putBracket(denmark, 'forged', ['DK', 'SE'])
      expect(await unconfirmed('secretariat')).toEqual(['forged: SE entered_by_other drafter-dk'])
      // Sweden takes Denmark's support out of another, and puts its own name where it was forged.
      await expect.poll(() => sweden.text()).toContain('shall forged')
      setSupport(wordingOf(sweden, 'own'), 'DK', false)
      setSupport(wordingOf(sweden, 'forged'), 'SE', true)
      await sweden.saved()
      expect(await unconfirmed('secretariat')).toEqual(['own: DK taken_out drafter-se'])
      // Denmark changes words that Sweden supports.
      await expect.poll(() => wordingOf(denmark, 'own').getAttribute('DK' as never)).toBeUndefined()
      ;(wordingOf(denmark, 'forged').get(0) as Y.XmlText).insert(0, 'not ')
      await denmark.saved()
      expect((await unconfirmed('secretariat')).sort()).toEqual([
        'forged: SE other_words drafter-dk',
        'own: DK taken_out drafter-se',
      ])
      denmark.leave()
      sweden.leave()
    })

    it('[A153] that takes out a wording which another delegation supports is told', async () => {
      const remove = async (drafter: Drafter, id: string) => {
        await expect.poll(() => drafter.text()).toContain(`shall ${id}`)
        const bracket = wordingOf(drafter, id).parent as Y.XmlElement
        ;(bracket.parent as Y.XmlElement).delete(0, 1)
        await drafter.saved()
      }
      const [denmark, sweden, lead] = [
        await open('drafter-dk'),
        await open('drafter-se'),
        await open('lead-fi'),
      ]
      for (const id of ['lost', 'settled', 'withdrawn']) await putBracket(denmark, id, ['DK'])
      await remove(lead, 'settled')
      await remove(denmark, 'withdrawn')
      expect(await takenOut()).toEqual([])
      await remove(sweden, 'lost')
      expect(await takenOut()).toEqual(['shall lost: DK drafter-se'])
      for (const each of [denmark, sweden, lead]) each.leave()
    })

    it('[A151] is told to whoever may read the draft, and to nobody else', async () => {
      const refused = async (personId: string, id = positionId) =>
        (await (await server.signIn(personId)).ask('GET', `/api/positions/${id}/draft/support`)).code
      expect(await refused('lead-is')).toBeNull()
      expect(await refused('delegate-se')).toBe('forbidden')
      expect(await refused('lead-is', 'none')).toBe('not_found')
    })

    it('[A152] [A153] puts nothing in another country’s mouth in a version or a file, from which on what it took out is past', async () => {
      const denmark = await open('drafter-dk')
      await putBracket(denmark, 'both', [...countryCodes])
      denmark.leave()
      const client = await server.signIn('lead-dk')
      const params = { positionId }
      const file = await fetch(server.url + filePath('getDraftFile', params), {
        headers: { cookie: client.cookie },
      })
      const lines = (await WordFile.open(new Uint8Array(await file.arrayBuffer()))).lines('word/document.xml')
      expect(lines).toContain('[DK: shall both]')
      const { revision } = await client.call('getPosition', { params })
      const secretariat = await server.signIn('secretariat')
      const frozen = await secretariat.call('freezeVersion', { params, body: { revision, note: '' } })
      const number = frozen.versions[0]?.number ?? 0
      const { doc } = await secretariat.call('getVersion', { params: { positionId, number } })
      const text = JSON.stringify(doc)
      expect(text).toContain('"attrs":{"DK":true,"id":"both"}')
      for (const country of countryCodes.filter((code) => code !== 'DK'))
        expect(text).not.toContain(`"${country}":true`)
      expect(await takenOut()).toEqual([])
    })

    it('[A230] who supports a wording is told in every file as whoever asks for it says, and refused in any other way', async () => {
      const client = await server.signIn('lead-dk')
      const { latestVersion: number } = await client.call('getPosition', { params: { positionId } })
      const linesIn = async (path: string, format: FileFormat) => {
        const file = await fetch(server.url + path, { headers: { cookie: client.cookie } })
        const bytes = new Uint8Array(await file.arrayBuffer())
        if (format === 'pdf') return textOfPdf(bytes)
        if (format !== 'docx') return new TextDecoder().decode(bytes).replaceAll('\\', '')
        const word = await WordFile.open(bytes)
        return [...word.lines('word/document.xml'), ...word.lines('word/footnotes.xml')].join('\n')
      }
      for (const format of fileFormats.filter((each) => each !== 'pdf' || hasPdfTools)) {
        const params = { positionId, number, format }
        const told = (query: { attribution?: Attribution } = {}) =>
          linesIn(filePath('getVersionFile', params, query), format)
        expect([format, await told({ attribution: 'inline' })]).toEqual([format, named])
        expect([format, await told()]).toEqual([format, named])
        const noted = await told({ attribution: 'footnotes' })
        expect([format, noted]).not.toEqual([format, named])
        expect([format, noted]).toEqual([format, expect.stringMatching(/\bDK\b/)])
        const bare = await told({ attribution: 'none' })
        expect([format, bare]).toEqual([format, expect.stringContaining('[shall both]')])
        expect([format, bare]).not.toEqual([format, expect.stringMatching(/\bDK\b/)])
      }
      const draft = await linesIn(filePath('getDraftFile', { positionId }, { attribution: 'none' }), 'docx')
      expect(draft).toContain('[shall both]')
      for (const path of [
        filePath('getDraftFile', { positionId }),
        filePath('getVersionFile', { positionId, number, format: 'txt' }),
        filePath('getReleaseFile', { releaseId: 'any', format: 'txt' }),
      ]) {
        for (const query of ['attribution=bold', 'attribute=none']) {
          const { status, body } = await client.ask('GET', `${path}?${query}`)
          expect([path, status, body]).toEqual([
            path,
            400,
            { error: { code: 'invalid_request', field: query.slice(0, query.indexOf('=')) } },
          ])
        }
      }
    })

    it('[A230] a non-paper names nobody unless somebody asks for it', async () => {
      const client = await server.signIn('drafter-dk')
      const { id } = await beginPosition(client, { instrument: 'non_paper' })
      const drafter = openDraft(client, id)
      await drafter.synced()
      await putBracket(drafter, 'mine', ['DK'])
      drafter.leave()
      const lines = async (query = {}) => {
        const file = await fetch(server.url + filePath('getDraftFile', { positionId: id }, query), {
          headers: { cookie: client.cookie },
        })
        return (await WordFile.open(new Uint8Array(await file.arrayBuffer()))).lines('word/document.xml')
      }
      expect(await lines()).toContain('[shall mine]')
      expect(await lines({ attribution: 'inline' })).toContain('[DK: shall mine]')
    })
  })
})

const named = expect.stringContaining('[DK: shall both]')
