/*
 * Asked for at once, while the scripts of a light page are still on their way (src/app/opening.ts gives the answers to whoever asks
 * first): who is signed in, the text or the folder, and the words of their language.
 */
{
  const { words } = document.currentScript.dataset
  const [, first, second, third] = location.pathname.split('/')
  const text =
    first === 'meetings'
      ? `/api/meetings/${second}/folder`
      : second === 'position'
        ? `/api/positions/${third}`
        : second && `/api/releases/${second}`
  const ask = (path) => fetch(path, { credentials: 'same-origin', headers: { Accept: 'application/json' } })
  const answers = new Map(['/api/session', text].filter(Boolean).map((path) => [path, ask(path)]))
  // The page hears of it when it takes the answer.
  for (const answer of answers.values()) answer.catch(() => undefined)
  globalThis.samsynOpening = { answers, line: null, messages: [] }

  const speak = async () => {
    const shown = localStorage.getItem('samsyn.language')
    const language = shown ?? (await (await answers.get('/api/session')).clone().json()).person?.language
    const href = JSON.parse(words)[language]
    if (href)
      document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }))
  }
  // The page asks anew, and says what is wrong.
  speak().catch(() => undefined)
}
