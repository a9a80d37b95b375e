import { extensions } from '@samsyn/editor'
import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

/** What a draft costs a browser at the least: the same schema, Tiptap's binding and carets, y-websocket's client. */
const asked = new URLSearchParams(location.search)
const ydoc = new Y.Doc()
const provider = new WebsocketProvider(asked.get('server') ?? '', asked.get('room') ?? '', ydoc)
provider.once('sync', () => {
  new Editor({
    element: document.querySelector('#editor'),
    extensions: [
      ...extensions,
      Collaboration.configure({ document: ydoc }),
      CollaborationCaret.configure({ provider, user: { name: 'Reader', color: '#123456' } }),
    ],
  })
})
