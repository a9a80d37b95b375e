/*
 * Asked for at once, while the scripts of a position's page are still on their way (src/app/opening.ts takes the answers): who is
 * signed in, the words of their language, the position, and, for whoever may read its draft, the draft itself, as the stock client
 * of y-websocket asks for it. While that text is on its way, `rest` holds what the page can do without.
 */
{
  const { sync, schema, words } = document.currentScript.dataset
  const place = location.pathname.split('/')[2]
  const ask = (path) => fetch(path, { credentials: 'same-origin', headers: { Accept: 'application/json' } })
  const answers = new Map(['/api/session', `/api/positions/${place}`].map((path) => [path, ask(path)]))
  // The page hears of it when it takes the answer.
  for (const answer of answers.values()) answer.catch(() => undefined)
  const opening = { answers, line: null, messages: [], rest: null }
  globalThis.samsynOpening = opening

  const speak = async () => {
    const shown = localStorage.getItem('samsyn.language')
    const language = shown ?? (await (await answers.get('/api/session')).clone().json()).person?.language
    const href = JSON.parse(words)[language]
    if (href)
      document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }))
  }
  const open = async () => {
    const answer = await answers.get(`/api/positions/${place}`)
    if (!answer.ok) return
    const { id, abilities, purges } = await answer.clone().json()
    // Over long polling the page itself opens the draft.
    if (!abilities.readDraft || sessionStorage.getItem('samsyn-carrier') === 'polling') return
    const { count = 0 } = purges.find(({ country }) => country === null) ?? {}
    const { person } = await (await answers.get('/api/session')).clone().json()
    if (!person) return
    const params = new URLSearchParams({ schema, ...(count > 0 ? { purges: count } : {}), person: person.id })
    const line = new WebSocket(`${location.origin.replace('http', 'ws')}${sync}/${id}?${params}`)
    line.binaryType = 'arraybuffer'
    line.onmessage = ({ data }) => opening.messages.push(data)
    line.onclose = () => opening.messages.splice(0)
    // What an empty text lacks, and whether this page may write.
    line.onopen = () => {
      line.send(Uint8Array.of(0, 0, 1, 0))
      line.send(Uint8Array.of(100, 0))
    }
    opening.line = line
    opening.rest = Promise.withResolvers()
    // A text that has not come by then is not waited for any longer.
    setTimeout(opening.rest.resolve, 3_000)
    setTimeout(() => opening.line === line && line.close(), 30_000)
  }
  // The page asks anew, and says what is wrong.
  speak().catch(() => undefined)
  open().catch(() => undefined)
}
