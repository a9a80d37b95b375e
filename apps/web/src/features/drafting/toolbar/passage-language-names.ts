import type { PassageLanguage } from '@samsyn/editor'

/** Each language's name in itself, as whoever marks a passage in it knows it. */
export const passageLanguageNames: Readonly<Record<PassageLanguage, string>> = {
  da: 'dansk',
  fi: 'suomi',
  is: 'íslenska',
  nb: 'norsk bokmål',
  nn: 'norsk nynorsk',
  sv: 'svenska',
  fo: 'føroyskt',
  kl: 'kalaallisut',
  se: 'davvisámegiella',
  sma: 'åarjelsaemien gïele',
  smj: 'julevsámegiella',
  de: 'Deutsch',
  en: 'English',
  es: 'español',
  et: 'eesti',
  fr: 'français',
  la: 'lingua Latina',
  lt: 'lietuvių',
  lv: 'latviešu',
  nl: 'Nederlands',
  pl: 'polski',
}
