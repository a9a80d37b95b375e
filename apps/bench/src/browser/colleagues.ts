import { fragmentName } from '@samsyn/editor'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { seededRandom } from '../texts/random.ts'

/** Where a stock client opens a document. */
export interface Place {
  readonly server: string
  readonly room: string
  readonly params: Readonly<Record<string, string>>
  readonly cookie: string
}

/** One person at another machine, with the stock client. */
export interface Colleague {
  readonly ydoc: Y.Doc
  /** Writes a letter a second somewhere, and shows the caret there, until told to stop. */
  write(seed: number): void
  leave(): void
}

/** Opens the document and resolves when all of it has come. */
export async function joinAs({ server, room, params, cookie }: Place): Promise<Colleague> {
  const ydoc = new Y.Doc()
  class Socket extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { cookie } })
    }
  }
  const provider = new WebsocketProvider(server, room, ydoc, {
    params,
    // The provider asks for a browser's WebSocket; what it uses of one is there.
    WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  let timer: NodeJS.Timeout | undefined
  return {
    ydoc,
    write(seed) {
      const random = seededRandom(seed)
      const places = textsOf(ydoc)
      const step = () => {
        const text = places[Math.floor(random() * places.length)]
        if (text) {
          const at = Math.floor(random() * text.length)
          text.insert(at, 'e')
          const caret = Y.createRelativePositionFromTypeIndex(text, at + 1)
          provider.awareness.setLocalState({
            user: { name: `Colleague ${seed}`, color: '#345678' },
            cursor: { anchor: Y.relativePositionToJSON(caret), head: Y.relativePositionToJSON(caret) },
          })
        }
        timer = setTimeout(step, 500 + random() * 1000)
      }
      step()
    },
    leave() {
      clearTimeout(timer)
      provider.destroy()
      ydoc.destroy()
    },
  }
}

function textsOf(ydoc: Y.Doc): readonly Y.XmlText[] {
  return [...ydoc.getXmlFragment(fragmentName).createTreeWalker((type) => type instanceof Y.XmlText)].filter(
    (type) => type instanceof Y.XmlText && type.length > 20,
  ) as Y.XmlText[]
}

const words = 'the template of each reporting authority should be available weeks before a first date'.split(
  ' ',
)

/** Puts a text of about 100 pages into a document: 20 sections of 50 paragraphs of 50 words. */
export function writeHundredPages(ydoc: Y.Doc): void {
  const random = seededRandom(8)
  const sentence = () =>
    Array.from({ length: 50 }, () => words[Math.floor(random() * words.length)]).join(' ')
  const fragment = ydoc.getXmlFragment(fragmentName)
  for (let number = 0; number < 20; number += 1) {
    const section = new Y.XmlElement('section')
    section.setAttribute('id', `bench-${number}`)
    section.setAttribute('kind', 'background')
    const title = new Y.XmlElement('sectionTitle')
    title.insert(0, [new Y.XmlText(`Part ${number + 1}`)])
    const paragraphs = Array.from({ length: 50 }, () => {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(sentence())])
      return paragraph
    })
    section.insert(0, [title, ...paragraphs])
    fragment.insert(fragment.length, [section])
  }
}
