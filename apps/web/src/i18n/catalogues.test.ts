import { readdirSync, readFileSync } from 'node:fs'
import {
  agendaItemKinds,
  applicabilities,
  countryCodes,
  forumKinds,
  instruments,
  languages,
  markings,
  meetingStatuses,
  notificationTopics,
  participations,
  positionEventTypes,
  positionStatuses,
  reservationTypes,
  roles,
  roundOutcomes,
} from '@samsyn/domain'
import { type DeskItem, errorCodes } from '@samsyn/protocol'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { sameInEveryLanguage } from './same-in-every-language.ts'

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

const namespaces = readdirSync(new URL('./catalogues/en', import.meta.url)).map((file) =>
  file.replace('.json', ''),
)
const others = languages.filter((language) => language !== 'en')

/** Written out because the protocol keeps the list to itself; the type makes it complete. */
const waitingKinds = Object.keys({
  handle_spill: true,
  confirm_purge: true,
  decide: true,
  open_round: true,
  confirm: true,
  release: true,
  reopen: true,
  draft: true,
  object_to_corrigendum: true,
  corrigendum_runs: true,
  reconfirm: true,
  reconfirm_runs: true,
  start_coordination: true,
  chase: true,
  chase_terms: true,
  answer: true,
  send_contribution: true,
  contribution: true,
  read: true,
  suspended: true,
  reissue: true,
  report: true,
  consolidate: true,
  note_report: true,
} satisfies Record<DeskItem['kind'], true>)

/** Every message of a catalogue by its dotted key. */
function messagesOf(language: string, namespace: string): ReadonlyMap<string, string> {
  const parsed: unknown = JSON.parse(
    readFileSync(new URL(`./catalogues/${language}/${namespace}.json`, import.meta.url), 'utf8'),
  )
  const found = new Map<string, string>()
  const walk = (value: unknown, path: string) => {
    if (typeof value === 'string') found.set(path, value)
    else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, child] of Object.entries(value)) walk(child, path === '' ? key : `${path}.${key}`)
    } else throw new Error(`${language}/${namespace}: ${path} is neither a text nor a group`)
  }
  walk(parsed, '')
  return found
}

/** What a message takes, with its kind: `count:plural`. */
function argumentsOf(message: string, language: string): readonly string[] {
  const found = new Set<string>()
  const walk = (elements: readonly Element[]) => {
    for (const element of elements) {
      // 0 is literal text and 7 the `#` of a plural (icu-messageformat-parser's TYPE, which it does not export here).
      if (element.type === 0 || element.type === 7) continue
      found.add(`${element.value}:${element.type}`)
      if ('options' in element) for (const { value } of Object.values(element.options)) walk(value)
      if ('children' in element) walk(element.children)
    }
  }
  walk(new IntlMessageFormat(message, language).getAst())
  return [...found].sort()
}

describe('the catalogues', () => {
  it.each(languages)('[K1] %s has every namespace of English and no other', (language) => {
    const files = readdirSync(new URL(`./catalogues/${language}`, import.meta.url)).map((file) =>
      file.replace('.json', ''),
    )
    expect(files.sort()).toEqual([...namespaces].sort())
  })

  describe.each(namespaces)('%s', (namespace) => {
    const english = messagesOf('en', namespace)

    it.each(others)('[K2] has the same keys in %s', (language) => {
      expect([...messagesOf(language, namespace).keys()].sort()).toEqual([...english.keys()].sort())
    })

    it.each(others)('[K3] takes the same ICU arguments in %s', (language) => {
      const differing = [...messagesOf(language, namespace)].filter(
        ([key, message]) =>
          argumentsOf(message, language).join() !== argumentsOf(english.get(key) ?? '', 'en').join(),
      )
      expect(differing).toEqual([])
    })

    it.each(languages)('[K4] is valid ICU with every plural form in %s', (language) => {
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories
      for (const [key, message] of messagesOf(language, namespace)) {
        expect(message.trim(), `${language} ${key}`).toBe(message)
        expect(message, `${language} ${key}`).not.toBe('')
        for (const element of new IntlMessageFormat(message, language).getAst()) {
          if ('pluralType' in element)
            expect(Object.keys(element.options)).toEqual(expect.arrayContaining(needed))
        }
      }
    })

    it.each(others)('[K5] says nothing in English in %s', (language) => {
      const untranslated = [...messagesOf(language, namespace)].filter(
        ([key, message]) =>
          message === english.get(key) && hasWords(message) && !isSameByRight(namespace, key, language),
      )
      expect(untranslated).toEqual([])
    })
  })

  it('[K6] lets a message equal English only where it does', () => {
    const idle = sameInEveryLanguage.filter(
      ({ key, languages: allowed }) =>
        !allowed.every((language) => {
          const [namespace = '', path = ''] = key.split(':')
          return messagesOf(language, namespace).get(path) === messagesOf('en', namespace).get(path)
        }),
    )
    expect(idle).toEqual([])
  })

  it('[K7] has a sentence for every error code, and no other', () => {
    expect([...messagesOf('en', 'errors').keys()].sort()).toEqual([...errorCodes, 'network'].sort())
  })

  it.each([
    ['status', positionStatuses],
    ['event', positionEventTypes],
    ['role', roles],
    ['instrument', instruments],
    ['marking', markings],
    ['waiting', waitingKinds],
    ['country', countryCodes],
    ['capital', countryCodes],
    ['language', languages],
    ['meetingStatus', meetingStatuses],
    ['agendaItemKind', agendaItemKinds],
    ['forumKind', forumKinds],
    ['participation', participations],
    ['applicability', applicabilities],
    ['roundOutcome', roundOutcomes],
    ['reservationType', reservationTypes],
  ] as const)('[K8] has a word for every %s, and no other', (group, values) => {
    const known = [...messagesOf('en', 'domain').keys()]
      .filter((key) => key.startsWith(`${group}.`))
      .map((key) => key.slice(group.length + 1))
    expect(known.sort()).toEqual([...values].sort())
  })

  it('[K8] has a sentence for everything that people are told, and no other', () => {
    const known = [...messagesOf('en', 'notifications').keys()].filter((key) => key.startsWith('topic.'))
    expect(known.map((key) => key.slice('topic.'.length)).sort()).toEqual(
      Object.keys(notificationTopics).sort(),
    )
  })

  it.each(languages)('[K9] uses the typographic apostrophe and quotation marks in %s', (language) => {
    for (const namespace of namespaces) {
      for (const [key, message] of messagesOf(language, namespace)) {
        // A straight apostrophe also quotes in ICU and would swallow arguments.
        expect(message, `${language}/${namespace} ${key}`).not.toMatch(/['"]/)
      }
    }
  })
})

/** `{at}, {name}` is only arguments and signs: there is nothing to translate. */
function hasWords(message: string): boolean {
  return /\p{L}/u.test(message.replace(/\{\w+\}/g, ''))
}

function isSameByRight(namespace: string, key: string, language: string): boolean {
  return sameInEveryLanguage.some(
    (entry) => entry.key === `${namespace}:${key}` && entry.languages.some((each) => each === language),
  )
}
