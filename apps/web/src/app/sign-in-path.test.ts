import { expect, it } from 'vitest'
import { returnPath, signInPath } from './sign-in-path.ts'

const back = (next: string) => returnPath(new URLSearchParams({ next }))

it('[W7] leads back to the page that was asked for', () => {
  const path = signInPath('/positions/p1?view=clean')
  expect(returnPath(new URL(path, 'https://samsyn.example').searchParams)).toBe('/positions/p1?view=clean')
})

it.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/sign-in?next=/',
])('[W8] never leads off the site or round in a circle: %s', (next) => {
  expect(back(next)).toBe('/')
})
