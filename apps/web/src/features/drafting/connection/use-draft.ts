import { readDraftId } from '@samsyn/domain'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import * as Y from 'yjs'
import { queryKeys } from '../../../app/queries.ts'
import { usePerson } from '../../../app/session-context.ts'
import {
  type ConnectionState,
  canType,
  type EndReason,
  hasUnsavedText,
  leavesNothing,
} from './connection-state.ts'
import { type ConnectionStates, connectionStates } from './connection-states.ts'
import { type DraftConnection, openDraftConnection } from './draft-connection.ts'
import { putIn } from './lost-words.ts'
import type { RefusalCode, RefusedText } from './refused-text.ts'
import { joined, openUnsentStore, type UnsentStore, wipeUnsent } from './unsent-store.ts'
import { byRefusal, isGroundMissing, isKnown, type UnsentText, unsentPassages } from './unsent-text.ts'
import { wordsOf } from './words-of.ts'

/** A draft as the page holds it. */
export interface Draft {
  readonly connection: DraftConnection | null
  readonly states: ConnectionStates
  /** Whether the text of this connection has arrived: from then on the editor may be shown, and undo begins. */
  readonly isReady: boolean
  readonly refused: RefusedText | null
  /** Whether what is not sent yet outlives the page. */
  readonly isKept: boolean
  /** Whether this page or device held something of the draft from before information was removed from it. */
  readonly isPurged: boolean
  dismiss(): void
  dismissPurged(): void
}

/** Edits that this page has put into the text, until the server has them. */
interface KeptEdits {
  /** Number of the last of them on their connection. */
  readonly number: number
  readonly update: Uint8Array
  /** What the device keeps them by; empty where it does not. */
  readonly keys: Promise<readonly number[]>
  /** Whether they were made on this connection, and not found on the device. */
  readonly isOwn: boolean
}

/** Edits that were refused, on their way from one connection to the next. */
interface CarriedText {
  /** Which draft, and whose, they are of. */
  readonly place: string
  readonly refusal: RefusalCode
  readonly edits: readonly KeptEdits[]
}

/** Edits that do not go into the text, and the text as it is without them. */
interface RefusedEdits {
  readonly code: RefusalCode
  readonly update: Uint8Array
  readonly keys: readonly number[]
  readonly text: Uint8Array
}

/** How long the page waits for what the device keeps, in milliseconds. */
const patience = 3_000

/**
 * Opens a draft as it is after so many purges. Own edits outlive the connection they were typed into: those the server never had are added
 * when the draft is open again, those it refused are put beside the text, save what is in it after all. A refused edit
 * is never sent again, and no edit is lost, save where the text is locked for a spill or was purged, the session was ended, or another's has begun: then the device keeps nothing of it.
 */
export function useDraft(draftId: string, purges: number): Draft {
  const { id: personId } = usePerson()
  const client = useQueryClient()
  const [states] = useState(connectionStates)
  const [connection, setConnection] = useState<DraftConnection | null>(null)
  const [isReady, setReady] = useState(false)
  const [refused, setRefused] = useState<RefusedText | null>(null)
  const [isKept, setKept] = useState(true)
  const [isPurged, setPurged] = useState(false)
  const [generation, setGeneration] = useState(0)
  /** What was refused on the connection before, until it is shown. */
  const carried = useRef<CarriedText | null>(null)
  /** Which draft, and whose, the refused words that are shown are of. */
  const shownFor = useRef('')
  /** Whether some of those words are on this page alone. */
  const isAlone = useRef(false)
  /** Where edits found on the device were tried once more without those of the page. */
  const triedAgain = useRef('')
  const dismissing = useRef<() => void>(() => undefined)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new generation is a new connection
  useEffect(() => {
    const opening = openUnsentStore({ draftId, personId, purges })
    let kept: readonly KeptEdits[] = []
    const place = JSON.stringify([draftId, purges, personId])
    if (shownFor.current !== place) {
      setRefused(null)
      isAlone.current = false
    }
    shownFor.current = place
    let latest: ConnectionState = { status: 'connecting', pause: null }
    let hasArrived = false
    let isOver = false
    /** Why this connection is given up. */
    let refusal: RefusalCode | null = null

    const keep = (edits: KeptEdits) => {
      kept = [...kept, edits]
    }
    /** What is on this device; rejects where it cannot be had. */
    const look = async (store: UnsentStore) => {
      const hadOld = await store.forgetPurged()
      return { hadOld, unsent: await store.unsent(), refused: await store.refused() }
    }
    /** Of the device, or of the page alone where the device is not to be had yet. */
    const bringBack = async (store: UnsentStore | null) => {
      const found = store && (await look(store).catch(() => null))
      const brought = carried.current?.place === place ? carried.current : null
      const carriedText = brought && (await textOf(brought))
      // Typed while the device was waited for.
      const typed = await keysKnown(kept)
      if (isOver || latest.status === 'closed') return
      setKept(found !== null && store?.isLasting === true && !isAlone.current)
      if (found?.hadOld) setPurged(true)
      const onDevice = found?.refused
      if (onDevice) setRefused((shown) => joined(shown ?? undefined, onDevice))
      const text = opened.encode()
      const judged = byRefusal(withCarried(without(found?.unsent ?? [], typed), carriedText)).map(
        (unsent) => ({
          ...unsent,
          refusal: refusalOf(unsent, { state: latest, text }),
        }),
      )
      for (const { update, refusal: code, keys } of byRefusal(judged)) {
        if (code !== null) await putAside({ code, update, keys, text }, store)
        else {
          const lost = putIn(opened.ydoc, update, opening)
          keep({ number: opened.edits, update, keys: Promise.resolve(keys), isOwn: false })
          // Answered once everything above is on disk, also when the text had it all.
          opened.ask()
          if (lost.length > 0) await putBeside({ code: 'passage_gone', passages: lost }, [], store)
        }
        if (isOver) return
      }
      if (carried.current === brought) carried.current = null
    }
    /** Shows and keeps what is not to be sent; forgets it where the text has it all the same. */
    const putAside = async ({ code, update, keys, text }: RefusedEdits, store: UnsentStore | null) => {
      // Under a forged id the text may have other words.
      if (code !== 'author_forged' && isKnown(text, update)) {
        // What cannot be removed is found again, and is no news then.
        await store?.forget(keys).catch(() => undefined)
        return
      }
      const passages = code === 'author_forged' ? wordsOf(update) : unsentPassages(text, update)
      await putBeside({ code, passages }, keys, store)
    }
    /** Shows words that are not in the text, and keeps them instead of the edits that they are of. */
    const putBeside = async (refused: RefusedText, keys: readonly number[], store: UnsentStore | null) => {
      const keeping = store ? store.keepRefused(refused, keys) : Promise.reject(new Error('no store'))
      const held = await keeping.catch(() => null)
      if (isOver) return
      if (!held) isAlone.current = true
      if (isAlone.current) setKept(false)
      // What the page alone has, because the device once took nothing, stays beside what that holds.
      setRefused((shown) => joined(shown ?? undefined, held ?? refused))
    }
    const failed = (error: unknown) => {
      if (!isOver) setKept(false)
      reportError(error)
    }
    /** Null where the device is not to be had yet. */
    const openedStore = () =>
      Promise.race([opening, new Promise<null>((resolve) => setTimeout(() => resolve(null), patience))])
    const arrive = async () => {
      const show = () => {
        if (!isOver) setReady(true)
      }
      // What another tab that sleeps holds may not be had for long; the text does not wait for it.
      const store = await openedStore()
      // What cannot be read of it must not keep the text closed.
      await bringBack(store).catch(failed)
      show()
      if (!store) await bringBack(await opening).catch(failed)
    }
    const forget = async (saved: number) => {
      const done = kept.filter(({ number }) => number <= saved)
      if (done.length === 0) return
      kept = kept.filter(({ number }) => number > saved)
      const store = await opening
      // What cannot be removed is found again, and is no news then.
      await store.forget(await keysOf(done)).catch(() => undefined)
    }
    const refuse = async (code: RefusalCode) => {
      // What was found on the device may be another tab's; it is tried once more without what was written here.
      const own = kept.filter(({ isOwn }) => isOwn)
      const isMixed = own.length > 0 && own.length < kept.length
      const isSecond = isMixed && triedAgain.current === place
      const refused = own.length > 0 && !isSecond ? own : kept
      triedAgain.current = isMixed && !isSecond ? place : ''
      // Also on the page, over to the next connection: the device may have taken nothing.
      carry(code, refused)
      const marked = opening.then(async (store) => store.refuse(code, await keysOf(refused)))
      await Promise.race([
        marked.catch(() => undefined),
        new Promise((resolve) => setTimeout(resolve, patience)),
      ])
      if (!isOver) setGeneration((count) => count + 1)
    }
    const carry = (code: RefusalCode, edits: readonly KeptEdits[]) => {
      const before = carried.current?.place === place ? carried.current.edits : []
      const all = [...before, ...edits]
      if (all.length > 0) carried.current = { place, refusal: code, edits: all }
    }
    const onRefused = (code: RefusalCode) => {
      if (refusal !== null) return
      refusal = code
      void refuse(code)
    }

    let isWiped = false
    const wipe = async (reason: EndReason) => {
      if (isWiped) return
      isWiped = true
      isOver = true
      setReady(false)
      setRefused(null)
      setConnection(null)
      opened.destroy()
      void client.invalidateQueries({ queryKey: queryKeys.position(readDraftId(draftId)?.positionId ?? '') })
      const store = await opening
      await keysOf(kept)
      // What another tab of this device has written since a purge is nothing of this page's.
      if (reason === 'draft_purged') await store.wipe().catch(() => undefined)
      store.close()
      if (reason !== 'draft_purged') await wipeUnsent({ draftId, personId })
    }

    setReady(false)
    const opened = openDraftConnection(
      { draftId, purges, personId },
      {
        onState: (next) => {
          latest = next
          states.tell(next)
          if (next.status === 'closed') {
            if (next.reason === 'draft_purged') setPurged(true)
            if (leavesNothing(next.reason)) void wipe(next.reason)
          }
          const isOpen = next.status !== 'connecting' && next.status !== 'loading' && next.status !== 'closed'
          if (!hasArrived && isOpen) {
            hasArrived = true
            void arrive()
          }
        },
        onRefused,
        onEdit: (update, number, origin) => {
          // Found on the device, where it is until the server has it.
          if (origin === opening) return
          const keys = opening
            .then(async (store) => [await store.add(update, refusal)])
            .catch(() => {
              // A full device, or signed out elsewhere: the page says that it alone has the text.
              if (!isOver) setKept(false)
              return []
            })
          const edit = { number, update, keys, isOwn: true }
          keep(edit)
          if (refusal !== null) carry(refusal, [edit])
        },
        onLost: (passages) => {
          void openedStore().then((store) => putBeside({ code: 'passage_gone', passages }, [], store))
        },
        onSaved: (number) => void forget(number),
      },
    )
    setConnection(opened)
    dismissing.current = () => {
      setRefused(null)
      isAlone.current = false
      void opening.then((store) => store.dismissRefused()).catch(() => undefined)
    }
    return () => {
      isOver = true
      setConnection(null)
      if (isWiped) return
      opened.destroy()
      void Promise.all([opening, keysOf(kept)]).then(([store]) => store.close())
    }
  }, [draftId, purges, personId, generation, states, client])

  const isOnPageAlone = refused !== null && !isKept
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    const look = () => {
      if (isOnPageAlone || hasUnsavedText(states.now)) addEventListener('beforeunload', warn)
      else removeEventListener('beforeunload', warn)
    }
    look()
    const leave = states.subscribe(look)
    return () => {
      leave()
      removeEventListener('beforeunload', warn)
    }
  }, [states, isOnPageAlone])

  return {
    connection,
    states,
    isReady,
    refused,
    isKept,
    isPurged,
    dismiss: () => dismissing.current(),
    dismissPurged: () => setPurged(false),
  }
}

/** What the device keeps together with what the page brings along. */
function withCarried(found: readonly UnsentText[], carried: UnsentText | null): readonly UnsentText[] {
  // The device may not have taken that they were refused.
  return carried ? [...without(found, carried.keys), carried] : found
}

function without(found: readonly UnsentText[], known: readonly number[]): readonly UnsentText[] {
  return found.filter(({ keys }) => !keys.some((key) => known.includes(key)))
}

async function textOf({ refusal, edits }: CarriedText): Promise<UnsentText> {
  const keys = await keysKnown(edits)
  return { update: Y.mergeUpdates(edits.map(({ update }) => update)), refusal, keys }
}

/** The keys that the device has told; of others nothing has been found on it yet. */
async function keysKnown(edits: readonly KeptEdits[]): Promise<readonly number[]> {
  return (await Promise.all(edits.map(({ keys }) => Promise.race([keys, []])))).flat()
}

async function keysOf(edits: readonly KeptEdits[]): Promise<readonly number[]> {
  return (await Promise.all(edits.map(({ keys }) => keys))).flat()
}

/** Why unsent edits do not go into the text; null where they do. */
function refusalOf(
  { update, refusal }: UnsentText,
  { state, text }: { readonly state: ConnectionState; readonly text: Uint8Array },
): RefusalCode | null {
  if (refusal !== null) return refusal
  if (!canType(state)) return state.status === 'read_only' ? 'read_only' : 'draft_frozen'
  return isGroundMissing(text, update) ? 'ground_missing' : null
}
