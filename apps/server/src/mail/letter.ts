import { countryName, type Language, type Marking } from '@samsyn/domain'
import { fileWords } from '@samsyn/export'
import { brusselsFormat } from '../brussels.ts'
import type { ShownNotification } from '../notifications/shown.ts'
import { mailWords } from './mail-words.ts'
import { topicWords } from './topic-words.ts'

/** What goes into a mail, as plain text and as HTML that says the same. */
export interface Letter {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** One thing that a mail tells of. */
interface Item {
  readonly what: string
  /** What it is about, and until when. */
  readonly lines: readonly string[]
  readonly link: string
}

interface Place {
  readonly language: Language
  /** Where people reach this server. */
  readonly origin: string
}

/** The mail that tells of one thing at once. */
export function letterOf(notification: ShownNotification, place: Place): Letter {
  const item = itemOf(notification, place)
  return letter(`Samsyn: ${item.what}`, { intro: null, items: [item], place })
}

/** The mail that tells of everything that waited for it. */
export function digestOf(notifications: readonly ShownNotification[], at: string, place: Place): Letter {
  const { digestSubject, digestIntro } = mailWords[place.language]
  const date = brusselsFormat(place.language, { dateStyle: 'long' }).format(new Date(at))
  const items = notifications.map((each) => itemOf(each, place))
  return letter(digestSubject(date), { intro: digestIntro, items, place })
}

/** The mail that shows whether an address is its person's. */
export function codeLetter(code: string, { language, origin }: Place): Letter {
  const words = mailWords[language]
  const [said, ...rest] = [words.code(code), words.codeLasts, words.codeNotAsked]
  return {
    subject: words.codeSubject,
    text: [said, ...rest, '-- ', `${words.automatic}\n${origin}`].join('\n\n'),
    html: page(
      { language, title: words.codeSubject },
      `<h1 style="${heading}">${escaped(said ?? '')}</h1>${rest.map(paragraph).join('')}${foot([words.automatic], null)}`,
    ),
  }
}

/** The mail to an address that a person's mails go to no more. */
export function oldAddressLetter({ language, origin }: Place): Letter {
  const words = mailWords[language]
  return {
    subject: words.oldAddressSubject,
    text: [words.oldAddress, words.oldAddressNotYou, '-- ', `${words.automatic}\n${origin}`].join('\n\n'),
    html: page(
      { language, title: words.oldAddressSubject },
      `<h1 style="${heading}">${escaped(words.oldAddress)}</h1>${paragraph(words.oldAddressNotYou)}${foot([words.automatic], null)}`,
    ),
  }
}

function itemOf(
  { stored, position, path, leadOf, deadline }: ShownNotification,
  { language, origin }: Place,
): Item {
  const words = mailWords[language]
  const time = (instant: string) => {
    const shown = brusselsFormat(language, { dateStyle: 'full', timeStyle: 'short' })
    return `${shown.format(new Date(instant))} (${words.brussels})`
  }
  const deadlineWords = stored.topic === 'extension.asked' ? words.asked : words.deadline
  return {
    what: topicWords[language][stored.topic].replace(
      '{country}',
      leadOf === null ? '' : countryName(leadOf, language),
    ),
    lines: [
      ...(position ? [nameOf(position, language)] : []),
      ...(deadline === null ? [] : [deadlineWords(time(deadline))]),
    ],
    link: origin + path,
  }
}

/**
 * What a mail or a calendar calls a position: its title where it is public, else a reference that tells it from others and
 * nothing of it, since mails pass through hands that the marking does not name.
 */
export function nameOf(
  { id, title, marking }: { readonly id: string; readonly title: string; readonly marking: Marking },
  language: Language,
): string {
  const words = mailWords[language]
  return marking === 'public'
    ? words.title(title)
    : words.reference(id.slice(0, 8).toUpperCase(), fileWords[language].marking[marking])
}

function letter(
  subject: string,
  {
    intro,
    items,
    place,
  }: { readonly intro: string | null; readonly items: readonly Item[]; readonly place: Place },
): Letter {
  const { language, origin } = place
  const words = mailWords[language]
  const settings = `${origin}/account#notifications`
  const plain = items.map(({ what, lines, link }) => [what, ...lines, `${words.open}: ${link}`].join('\n'))
  const foots = [words.noText, words.automatic]
  const shown = items.map(({ what, lines, link }) => {
    const said = lines.map((line) => `<p style="margin:0">${escaped(line)}</p>`).join('')
    const [open, close] =
      intro === null ? [`<h1 style="${heading}">`, '</h1>'] : [`<h2 style="${smaller}">`, '</h2>']
    return `${open}${escaped(what)}${close}${said}<p style="margin:0.75em 0 0"><a href="${escaped(link)}" style="color:#0b4a6f;font-weight:bold">${escaped(words.open)}</a></p>`
  })
  const body =
    intro === null
      ? shown.join('')
      : `<h1 style="${heading}">${escaped(subject)}</h1>${paragraph(intro)}<ul style="margin:0;padding:0;list-style:none">${shown.map((each) => `<li style="margin:0;padding:1em 0;border-top:1px solid #c9d1d9">${each}</li>`).join('')}</ul>`
  return {
    subject,
    text: [
      ...(intro === null ? [] : [intro]),
      ...plain,
      '-- ',
      [...foots, `${words.settings}: ${settings}`].join('\n'),
    ].join('\n\n'),
    html: page({ language, title: subject }, body + foot(foots, { words: words.settings, link: settings })),
  }
}

const heading = 'margin:0 0 0.5em;font-size:1.35em;line-height:1.3'
const smaller = 'margin:0 0 0.25em;font-size:1.05em;line-height:1.3'

function page(
  { language, title }: { readonly language: Language; readonly title: string },
  body: string,
): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light"><title>${escaped(title)}</title></head>
<body style="margin:0;padding:1.5em 1em;background:#ffffff;color:#1f2933;font:1em/1.5 system-ui,'Segoe UI',Helvetica,Arial,sans-serif"><main style="max-width:36em;margin:0 auto">
<p style="margin:0 0 1.5em;color:#0b4a6f;font-weight:bold">Samsyn</p>
${body}
</main></body></html>
`
}

function foot(
  lines: readonly string[],
  settings: { readonly words: string; readonly link: string } | null,
): string {
  const said = lines.map((line) => `<p style="margin:0 0 0.35em">${escaped(line)}</p>`).join('')
  const link = settings
    ? `<p style="margin:0"><a href="${escaped(settings.link)}" style="color:#0b4a6f">${escaped(settings.words)}</a></p>`
    : ''
  return `<div style="margin:2em 0 0;padding:1em 0 0;border-top:1px solid #c9d1d9;color:#52606d;font-size:0.9em">${said}${link}</div>`
}

const paragraph = (words: string) => `<p style="margin:0 0 1em">${escaped(words)}</p>`

function escaped(words: string): string {
  return words.replace(/[&<>"]/g, (sign) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt' }[sign] ?? 'quot'};`)
}
