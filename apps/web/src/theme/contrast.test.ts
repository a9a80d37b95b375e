import { readFileSync } from 'node:fs'
import { countryCodes } from '@samsyn/domain'
import { countryColors } from '@samsyn/protocol'
import { describe, expect, it } from 'vitest'
import { contrastOf, differenceOf, parseHex, type Rgb, type Vision, visions } from './colour-vision.ts'

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')

const countriesCss = read('./countries.css')
const themeCss = read('./generated/samsyn.css')

/** The variables of a scheme's own block. */
function coloursOf(scheme: 'light' | 'dark'): ReadonlyMap<string, Rgb> {
  const [, block = ''] =
    countriesCss.match(new RegExp(`data-color-scheme=.${scheme}.\\]\\s*\\{([^}]*)\\}`)) ?? []
  return new Map(
    [...block.matchAll(/--country-([\w-]+):\s*(#[0-9a-f]{3,6})/g)].map(([, name = '', value = '']) => [
      name,
      parseHex(value),
    ]),
  )
}

/** The page behind the text, from the generated theme. */
function pageOf(scheme: 'light' | 'dark'): Rgb {
  const from = themeCss.indexOf(`[data-color-scheme="${scheme}"]`)
  const [, value = ''] =
    themeCss.slice(from).match(/--ds-color-neutral-background-default:\s*(#[0-9a-f]{3,6})/i) ?? []
  return parseHex(value)
}

it('[W651] a light page fills with the colours that awareness carries', () => {
  const fills = coloursOf('light')
  for (const code of countryCodes)
    expect(fills.get(code.toLowerCase()), code).toEqual(parseHex(countryColors[code]))
})

describe.each(['light', 'dark'] as const)('country colours in the %s scheme', (scheme) => {
  const colours = coloursOf(scheme)
  const page = pageOf(scheme)
  const colour = (name: string) => {
    const found = colours.get(name)
    if (!found) throw new Error(`No --country-${name} in ${scheme}`)
    return found
  }

  it.each(countryCodes.map((code) => code.toLowerCase()))(
    '[C1] %s is readable wherever it is used',
    (code) => {
      expect(contrastOf(colour(code), colour(`${code}-contrast`))).toBeGreaterThanOrEqual(4.5)
      expect(contrastOf(colour(`${code}-text`), page)).toBeGreaterThanOrEqual(4.5)
      expect(contrastOf(colour(`${code}-text`), colour(`${code}-surface`))).toBeGreaterThanOrEqual(4.5)
      expect(contrastOf(colour(code), page)).toBeGreaterThanOrEqual(3)
    },
  )

  it.each(visions)('[C2] every two countries differ for %s vision', (vision: Vision) => {
    const codes = countryCodes.map((code) => code.toLowerCase())
    for (const [index, one] of codes.entries()) {
      for (const other of codes.slice(index + 1)) {
        expect(differenceOf(colour(one), colour(other), vision), `${one} and ${other}`).toBeGreaterThan(15)
      }
    }
  })
})

it('[C3] the automatic scheme has the colours of the dark one', () => {
  const blocks = [...countriesCss.matchAll(/\{[^{}]*--country-dk:[^{}]*\}/g)].map(([block]) =>
    block.replace(/\s+/g, ' '),
  )
  expect(blocks).toHaveLength(3)
  expect(blocks[2]).toBe(blocks[1])
})
