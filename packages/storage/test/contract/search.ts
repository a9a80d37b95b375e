import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SearchClause, Storage, TextToIndex } from '../../src/index.ts'
import { agreed, follow } from '../support/apply-command.ts'
import { agendaItem, dossier, drafter, insertPosition, insertReferences, now } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

const positionId = 'position-1'
const none = { phrase: null, dossierIds: [], agendaItemIds: [] } as const

const anyOf = (...tokens: readonly string[]): SearchClause => ({
  ...none,
  anyOf: tokens.map((token) => ({ token: token.replace('*', ''), isPrefix: token.endsWith('*') })),
})

/** A text as an analysis would make it that takes each word for a token. */
function text(words: string, changes: Partial<TextToIndex> = {}): TextToIndex {
  return {
    positionId,
    kind: 'version',
    number: 1,
    releaseId: null,
    title: 'A title',
    at: now,
    place: null,
    tokens: new Set(words.split(/[\s]+/)),
    words: words
      .split('\n')
      .map((line) => ` ${line.trim()} `)
      .join('\n'),
    passages: words.split('\n').map((line) => ({ section: 'Background', text: line })),
    analysis: 1,
    ...changes,
  }
}

export function searchContract(name: string, open: Open): void {
  describe(`search: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
      await insertPosition(storage)
    })
    afterEach(() => opened.close())

    const put = (words: string, changes: Partial<TextToIndex> = {}) =>
      storage.tables.search.put(text(words, changes))
    const numbers = async (...clauses: readonly SearchClause[]) => {
      const found = await storage.tables.search.find(clauses)
      expect(await storage.tables.search.ids(clauses)).toEqual(found.map(({ id }) => id))
      return found.map(({ number }) => number)
    }

    it('[ST240] a text is found by each of its tokens, by how one begins, and where every clause holds', async () => {
      await put('förordning ærlig þjóð Ⅷ 14862 läsa', { number: 1 })
      await put('förordningen 日本 e2e', { number: 2 })
      await put('or not and near', { number: 3 })
      expect(await numbers(anyOf('förordning'))).toEqual([1])
      expect(await numbers(anyOf('förordning*'))).toEqual([1, 2])
      expect(await numbers(anyOf('forordning*'))).toEqual([])
      expect(await numbers(anyOf('förordningen', 'þjóð'))).toEqual([1, 2])
      expect(await numbers(anyOf('förordning*'), anyOf('14862', 'nowhere'))).toEqual([1])
      expect(await numbers(anyOf('1486*'))).toEqual([1])
      expect(await numbers(anyOf('日本'))).toEqual([2])
      expect(await numbers(anyOf('e2e'))).toEqual([2])
      expect(await numbers(anyOf('or'), anyOf('and'), anyOf('not'), anyOf('near'))).toEqual([3])
      expect(await numbers(anyOf('Ⅷ'))).toEqual([1])
      expect(await numbers(anyOf('nowhere'))).toEqual([])
      expect(await numbers()).toEqual([1, 2, 3])
    })

    it('[ST240] what is no token is refused rather than read as part of a question', async () => {
      await put('one')
      for (const token of ['', 'a b', 'a"b', "a'b", 'a*', 'a:b', 'a|b', '-'])
        await expect(
          storage.tables.search.find([{ ...none, anyOf: [{ token, isPrefix: false }] }]),
        ).rejects.toThrow('letters and digits')
      await expect(put('x', { tokens: new Set(['a b']) })).rejects.toThrow('letters and digits')
      expect(await numbers(anyOf('one'))).toEqual([1])
    })

    it('[ST241] a phrase stands in one passage, word by word', async () => {
      await put('the reporting template\nshould be available', { number: 1 })
      await put('the template reporting', { number: 2 })
      const phrase = (words: string): SearchClause => ({ ...anyOf('template'), phrase: words })
      expect(await numbers(phrase(' reporting template '))).toEqual([1])
      expect(await numbers(phrase(' template should '))).toEqual([])
      expect(await numbers(phrase(' template re'))).toEqual([2])
      expect(await numbers(phrase(' report '))).toEqual([])
    })

    it('[ST242] a clause holds for the texts of positions on a dossier or an agenda item, too', async () => {
      await insertPosition(storage, { id: 'position-2', agendaItemId: null })
      await put('one', { number: 1 })
      await put('two', { positionId: 'position-2', number: 2 })
      const on = (changes: Partial<SearchClause>): SearchClause => ({ ...anyOf('nowhere'), ...changes })
      expect(await numbers(on({ dossierIds: [dossier.id] }))).toEqual([1, 2])
      expect(await numbers(on({ agendaItemIds: [agendaItem.id] }))).toEqual([1])
      expect(await numbers(on({ agendaItemIds: [agendaItem.id] }), anyOf('two'))).toEqual([])
      expect(await numbers({ ...none, anyOf: [], dossierIds: ['elsewhere'] })).toEqual([])
    })

    it('[ST243] a text stands in the place of the one before it, of which nothing is found', async () => {
      await put('earlier', { kind: 'draft', number: 0, place: 3 })
      await put('later', { kind: 'draft', number: 0, place: 7, title: 'Renamed' })
      expect(await numbers(anyOf('earlier'))).toEqual([])
      expect(await storage.tables.search.find([anyOf('later')])).toEqual([
        {
          id: expect.any(Number),
          positionId,
          kind: 'draft',
          number: 0,
          releaseId: null,
          title: 'Renamed',
          at: now,
          isSuperseded: false,
          isSupportWithdrawn: false,
          supporters: [],
        },
      ])
      expect(await storage.tables.search.drafts()).toEqual([
        { positionId, title: 'Renamed', place: 7, analysis: 1 },
      ])
    })

    it('[ST243] it goes with the transaction that it was put in', async () => {
      await expect(
        storage.transaction(async ({ search }) => {
          await search.put(text('undone'))
          expect(await search.find([anyOf('undone')])).toHaveLength(1)
          throw new Error('after all not')
        }),
      ).rejects.toThrow('after all not')
      expect(await numbers(anyOf('undone'))).toEqual([])
    })

    it('[ST244] passages come back as they went in, in the order asked for', async () => {
      const passages = [{ section: 'Talking “points”', text: "It's 5\u202f% – or\ttwo" }]
      await put('one', { number: 1, passages })
      await put('two', { number: 2, passages: [] })
      const [one, two] = (await storage.tables.search.find([])).map(({ id }) => id)
      expect(await storage.tables.search.passages([two ?? 0, one ?? 0, 999])).toEqual([[], passages, []])
    })

    it('[ST245] versions and releases that are not in the index are told, and those of another analysis; clearing empties it', async () => {
      await follow(storage, positionId, [...agreed, { type: 'release', releaseId: 'release-1' }])
      const { search } = storage.tables
      const version = { positionId, number: 1, releaseId: null }
      const release = { ...version, releaseId: 'release-1' }
      expect(await search.missing(1, 10)).toEqual([version, release])
      expect(await search.missing(1, 1)).toEqual([version])
      await put('one')
      await put('one', { kind: 'release', releaseId: 'release-1' })
      expect(await search.missing(1, 10)).toEqual([])
      expect(await search.missing(2, 10)).toEqual([version, release])
      await search.clear()
      expect(await search.missing(1, 10)).toEqual([version, release])
      expect(await numbers()).toEqual([])
      expect(await indexed()).toEqual([])
    })

    it('[ST246] a release is found with what became of it; kinds can be named', async () => {
      await follow(storage, positionId, [...agreed, { type: 'release', releaseId: 'release-1' }])
      await put('one')
      await put('one', { kind: 'release', releaseId: 'release-1' })
      const { search, releases } = storage.tables
      expect((await search.find([anyOf('one')])).map(({ kind }) => kind)).toEqual(['version', 'release'])
      const found = async () => (await search.find([anyOf('one')], ['release']))[0]
      expect(await found()).toMatchObject({ releaseId: 'release-1', isSupportWithdrawn: false })
      const unsigned = { id: 'withdrawal-1', deputyFor: null, statementHash: null }
      const withdrawal = { country: 'DK', personId: drafter.id, reason: 'Why.', at: now } as const
      await releases.withdraw('release-1', { ...unsigned, ...withdrawal })
      expect(await found()).toMatchObject({ isSuperseded: false, isSupportWithdrawn: true })
      expect((await found())?.supporters).toEqual((await releases.byId('release-1'))?.supporters)
      await opened.unguard('releases')
      await opened.raw("update releases set superseded_by = 'release-1' where id = 'release-1'")
      expect(await found()).toMatchObject({ isSuperseded: true })
    })

    it('[ST247] a purge takes out of the index what it takes from the tables, and the draft always; no token is left in it, nor on the disk', async () => {
      const secret = 'zqconvoy'
      await follow(storage, positionId, [...agreed, { type: 'release', releaseId: 'release-1' }])
      await insertPosition(storage, { id: 'position-2', agendaItemId: null })
      await put('clean', { number: 1 })
      await put('clean', { number: 1, kind: 'release', releaseId: 'release-1' })
      await put(`clean ${secret}`, { number: 2 })
      await put(`clean ${secret}`, { number: 2, kind: 'release', releaseId: 'release-2', title: secret })
      await put(`clean ${secret}`, { number: 0, kind: 'draft', place: 4 })
      await put('clean elsewhere', { positionId: 'position-2', kind: 'draft', number: 0, place: 5 })
      expect(await numbers(anyOf(`${secret}`))).toHaveLength(3)
      expect(await indexed()).toContain(secret)
      await storage.purge(positionId, (_tables, purging) => purging.joint(positionId, 1, now))
      expect(await numbers(anyOf(`${secret.slice(0, 3)}*`))).toEqual([])
      expect((await storage.tables.search.find([])).map(({ kind, number }) => [kind, number])).toEqual([
        ['version', 1],
        ['release', 1],
        ['draft', 0],
      ])
      expect(await indexed()).toEqual(['clean', 'elsewhere'])
      await storage.scrub()
      expect(await indexed()).toEqual(['clean', 'elsewhere'])
      expect((await opened.bytes()).includes(secret)).toBe(false)
    })

    /** Every token that the index itself has, read past the tables of texts. */
    async function indexed(): Promise<readonly unknown[]> {
      if (name !== 'SQLite') {
        const rows = await opened.query(
          "select word from ts_stat('select tokens from search_words') order by word",
        )
        return rows.map(({ word }) => word)
      }
      await opened.raw('create virtual table search_vocabulary using fts5vocab(search_words, row)')
      const rows = await opened.query('select term from search_vocabulary order by term')
      await opened.raw('drop table search_vocabulary')
      return rows.map(({ term }) => term)
    }
  })
}
