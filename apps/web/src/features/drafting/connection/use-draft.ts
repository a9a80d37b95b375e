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
import type { RefusalCode, RefusedText } from './refused-text.ts'
import { joined, openUnsentStore, type UnsentStore, type UnsentText, wipeUnsent } from './unsent-store.ts'
import { isGroundMissing, unsentPassages } from './unsent-text.ts'

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

/** Own edits that were refused, on their way from one connection to the next. */
interface CarriedText {
  /** Which draft, and whose, they are of. */
  readonly place: string
  readonly refusal: RefusalCode
  readonly update: Uint8Array
}

/** How long the page waits for what the device keeps, in milliseconds. */
const patience = 3_000

/**
 * Opens a draft as it is after so many purges. Own edits outlive the connection they were typed into: those the server never had are added
 * when the draft is open again, those it refused are put beside the text. A refused edit is never sent again, and no
 * edit is lost, save where the text is locked for a spill or was purged, the session was ended, or another's has begun: then the device keeps nothing of it.
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
  const dismissing = useRef<() => void>(() => undefined)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new generation is a new connection
  useEffect(() => {
    const opening = openUnsentStore({ draftId, personId, purges })
    /** Edits on this device, each until the server has it. */
    let kept: {
      readonly number: number
      /** Null where another is of the same words. */
      readonly update: Uint8Array | null
      readonly key: Promise<number | null>
    }[] = []
    const place = JSON.stringify([draftId, purges, personId])
    if (shownFor.current !== place) setRefused(null)
    shownFor.current = place
    let latest: ConnectionState = { status: 'connecting', pause: null }
    let hasArrived = false
    let isOver = false

    /** What is on this device; rejects where it cannot be had. */
    const look = async (store: UnsentStore) => {
      const hadOld = await store.forgetPurged()
      return { hadOld, unsent: await store.unsent(), refused: await store.refused() }
    }
    /** Of the device, or of the page alone where the device is not to be had yet. */
    const bringBack = async (store: UnsentStore | null) => {
      const found = store && (await look(store).catch(() => null))
      if (isOver || latest.status === 'closed') return
      setKept(found !== null && store?.isLasting === true)
      if (found?.hadOld) setPurged(true)
      const brought = carried.current?.place === place ? carried.current : null
      const unsent = withCarried(found?.unsent ?? null, brought)
      let held = found?.refused ?? null
      const refusal = unsent && refusalOf(unsent, { state: latest, text: opened.encode() })
      if (unsent && refusal === null) {
        Y.applyUpdate(opened.ydoc, unsent.update, opening)
        for (const key of unsent.keys)
          kept.push({ number: opened.edits, update: null, key: Promise.resolve(key) })
        // Answered once everything above is on disk, also when the text had it all.
        opened.ask()
      } else if (unsent && refusal && kept.length > 0) {
        // Typed while the device was waited for: with the next connection both are dealt with.
        onRefused(refusal)
      } else if (unsent && refusal) {
        const refused = { code: refusal, passages: unsentPassages(opened.encode(), unsent.update) }
        const keeping = store
          ? store.keepRefused(refused, unsent.keys)
          : Promise.reject(new Error('no store'))
        held = await keeping.catch(() => {
          if (isOver) return null
          setKept(false)
          // The page alone has them: what it shows already stays.
          setRefused((shown) => joined(shown ?? undefined, refused))
          return null
        })
        if (!isOver && carried.current === brought) carried.current = null
      }
      if (!isOver && held) setRefused(held)
    }
    const arrive = async () => {
      const show = () => {
        if (!isOver) setReady(true)
      }
      // What another tab that sleeps holds may not be had for long; the text does not wait for it.
      const store = await Promise.race([
        opening,
        new Promise<null>((resolve) => setTimeout(() => resolve(null), patience)),
      ])
      await bringBack(store)
      show()
      if (!store) await bringBack(await opening)
    }
    const forget = async (saved: number) => {
      const done = kept.filter(({ number }) => number <= saved)
      if (done.length === 0) return
      kept = kept.filter(({ number }) => number > saved)
      const store = await opening
      const keys = await Promise.all(done.map(({ key }) => key))
      // What cannot be removed is found again, and is no news then.
      await store.forget(keys.filter((key) => key !== null)).catch(() => undefined)
    }
    const refuse = async (code: RefusalCode) => {
      const before = carried.current?.place === place ? [carried.current.update] : []
      const own = kept.flatMap(({ update }) => update ?? [])
      // Also on the page, over to the next connection: the device may have taken nothing.
      if (before.length + own.length > 0)
        carried.current = { place, refusal: code, update: Y.mergeUpdates([...before, ...own]) }
      const marked = opening.then(async (store) => {
        await Promise.all(kept.map(({ key }) => key))
        await store.refuse(code)
      })
      await Promise.race([
        marked.catch(() => undefined),
        new Promise((resolve) => setTimeout(resolve, patience)),
      ])
      if (!isOver) setGeneration((count) => count + 1)
    }
    let isRefused = false
    const onRefused = (code: RefusalCode) => {
      if (isRefused) return
      isRefused = true
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
      await Promise.all(kept.map(({ key }) => key))
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
        onEdit: (update, number) => {
          const key = opening
            .then((store) => store.add(update))
            .catch(() => {
              // A full device, or signed out elsewhere: the page says that it alone has the text.
              if (!isOver) setKept(false)
              return null
            })
          kept.push({ number, update, key })
        },
        onSaved: (number) => void forget(number),
      },
    )
    setConnection(opened)
    dismissing.current = () => {
      setRefused(null)
      void opening.then((store) => store.dismissRefused()).catch(() => undefined)
    }
    return () => {
      isOver = true
      setConnection(null)
      if (isWiped) return
      opened.destroy()
      void Promise.all([opening, ...kept.map(({ key }) => key)]).then(([store]) => store.close())
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
function withCarried(found: UnsentText | null, carried: CarriedText | null): UnsentText | null {
  if (!carried) return found
  const { refusal, update } = carried
  if (!found) return { update, refusal, keys: [] }
  return { ...found, update: Y.mergeUpdates([found.update, update]), refusal: found.refusal ?? refusal }
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
