import { describe, expect, it } from 'vitest'
import { ConfigError, parseConfig } from '../src/config.ts'

const problemsOf = (env: Record<string, string>) => {
  try {
    parseConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('configuration', () => {
  it.each([
    ['PORT', 'three thousand'],
    ['PORT', '70000'],
    ['HOST', ''],
    ['DATA_DIR', ''],
    ['OWN_PAGES_KEYS', ''],
    ['PUBLIC_URL', 'samsyn.example.org'],
    ['PUBLIC_URL', 'ftp://samsyn.example.org'],
    ['PUBLIC_URL', 'https://example.org/samsyn'],
    ['SAMPLE_WORKSPACE', 'perhaps'],
    ['LOG_LEVEL', 'loud'],
    ['DATABASE_URL', 'mysql://localhost/samsyn'],
  ])('[A1] %s=%s is refused by name', (name, value) => {
    const problems = problemsOf({ [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} must`))
  })

  it('[A1] names every wrong variable at once', () => {
    expect(problemsOf({ PORT: 'x', LOG_LEVEL: 'x' })).toHaveLength(2)
  })

  it('[A2] a host that others can reach needs a public address', () => {
    expect(problemsOf({ HOST: '0.0.0.0' })).toEqual([
      'PUBLIC_URL must be set when HOST is not a loopback address',
    ])
    expect(problemsOf({ HOST: '0.0.0.0', PUBLIC_URL: 'https://samsyn.example.org' })).toEqual([])
  })

  it('[A277] a database elsewhere needs the keys of own pages elsewhere too', () => {
    const env = { DATABASE_URL: 'postgres://localhost/samsyn' }
    expect(problemsOf(env)).toEqual(['OWN_PAGES_KEYS must be set when DATABASE_URL is'])
    expect(problemsOf({ ...env, OWN_PAGES_KEYS: '/etc/samsyn/own-pages.keys.json' })).toEqual([])
  })

  it.each([
    ['http://mail.example.org'],
    ['mail.example.org:25'],
    ['smtp://mail.example.org/inbox'],
    ['smtp://mail.example.org?pool=true'],
  ])('[A483] SMTP_URL=%s is refused by name', (value) => {
    expect(problemsOf({ SMTP_URL: value, MAIL_FROM: 'samsyn@example.org' })).toEqual([
      expect.stringMatching(/^SMTP_URL must be like smtp:/),
    ])
  })

  it.each([['samsyn'], ['a@example.org, b@example.org'], ['Samsyn\r\nBcc: a@example.org <b@example.org>']])(
    '[A483] MAIL_FROM=%s is refused by name',
    (value) => {
      expect(problemsOf({ SMTP_URL: 'smtp://127.0.0.1', MAIL_FROM: value })).toEqual([
        expect.stringMatching(/^MAIL_FROM must be an address/),
      ])
    },
  )

  it('[A483] mails need a mail server and a sender, and TLS to any but this machine', () => {
    expect(problemsOf({ SMTP_URL: 'smtp://127.0.0.1' })).toEqual(['MAIL_FROM must be set when SMTP_URL is'])
    expect(problemsOf({ MAIL_FROM: 'a@example.org' })).toEqual(['SMTP_URL must be set when MAIL_FROM is'])
    const mailOf = (url: string) => parseConfig({ SMTP_URL: url, MAIL_FROM: 'Samsyn <a@example.org>' }).mail
    expect(parseConfig({}).mail).toBeNull()
    expect(mailOf('smtp://127.0.0.1:1025')).toMatchObject({ port: 1025, isTlsNeeded: false, user: null })
    expect(mailOf('smtp://mail.example.org')).toMatchObject({
      port: 587,
      isTlsNeeded: true,
      isImplicitTls: false,
    })
    expect(mailOf('smtps://us%40er:p%2Fw@mail.example.org')).toMatchObject({
      host: 'mail.example.org',
      port: 465,
      isImplicitTls: true,
      user: 'us@er',
      password: 'p/w',
    })
  })

  it('[A3] the sample workspace is wanted by default only on a loopback host', () => {
    expect(parseConfig({}).isSampleWanted).toBe(true)
    expect(parseConfig({ HOST: '0.0.0.0', PUBLIC_URL: 'https://samsyn.example.org' }).isSampleWanted).toBe(
      false,
    )
    expect(parseConfig({ SAMPLE_WORKSPACE: 'off' }).isSampleWanted).toBe(false)
  })

  it('has the documented defaults', () => {
    expect(parseConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
      publicUrl: null,
    })
  })
})
