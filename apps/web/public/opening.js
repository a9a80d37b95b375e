/*
 * Asked for at once, while the scripts of a position's page are still on their way (src/app/opening.ts takes the answers): who is
 * signed in and where, the words of their language, the position, and, for whoever may read its draft, the draft itself, as the stock client
 * of y-websocket asks for it. While that text is on its way, `rest` holds what the page can do without.
 */
{
  const { sync, schema, words } = document.currentScript.dataset
  const place = location.pathname.split('/')[2]
  const ask = (path) => fetch(path, { credentials: 'same-origin', headers: { Accept: 'application/json' } })
  const asked = ['/api/session', '/api/workspace', `/api/positions/${place}`]
  const answers = new Map(asked.map((path) => [path, ask(path)]))
  // The page hears of it when it takes the answer.
  for (const answer of answers.values()) answer.catch(() => undefined)
  const opening = { answers, line: null, messages: [], rest: Promise.withResolvers() }
  globalThis.samsynOpening = opening

  // Before the page reads the answer, which can be done once.
  const session = answers.get('/api/session').then((answer) => answer.clone().json())
  session.catch(() => undefined)
  const speak = async () => {
    const shown = localStorage.getItem('samsyn.language')
    const language = shown ?? (await session).person?.language
    const href = JSON.parse(words)[language]
    if (href)
      document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }))
  }
  const open = async () => {
    const answer = await answers.get(`/api/positions/${place}`)
    if (!answer.ok) return false
    const { id, abilities, purges } = await answer.clone().json()
    if (!abilities.readDraft) return false
    // Over long polling the page itself opens the draft.
    if (sessionStorage.getItem('samsyn-carrier') === 'polling') return true
    const { count = 0 } = purges.find(({ country }) => country === null) ?? {}
    const { person } = await session
    if (!person) return false
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
    setTimeout(() => opening.line === line && line.close(), 30_000)
    return true
  }
  // The page asks anew, and says what is wrong.
  speak().catch(() => undefined)
  open()
    .catch(() => false)
    // Without a text on its way there is nothing to wait for, and one that has not come by then is not waited for any longer.
    .then((isComing) => setTimeout(opening.rest.resolve, isComing ? 3_000 : 0))
}
