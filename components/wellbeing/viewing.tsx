'use client'

import { usePathname } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { toast } from 'sonner'
import { useKeys } from '@/components/keys/use-keys'
import type { ActionResult } from '@/lib/http/server-action'
import { useFlagged } from './flagged'
import { onNextPage, turned, type Viewing, viewingWords } from './switches'

export type { Viewing } from './switches'

interface ViewingState extends Viewing {
  /** As the team and the person have set it. */
  set: Viewing
  /** Turns one switch for the page in view. */
  toggle(kind: keyof Viewing): void
  /** Whether the blur of one file was lifted. */
  lifted(mediaId: string): boolean
  /** Lifts the blur of one file; the trail is told. */
  lift(mediaId: string): void
  /** Blurs it again. */
  cover(mediaId: string): void
  /** What is blurred for this person was shown clear. Shields say it, nobody else need. */
  tellShown(mediaId: string): void
  /** What somebody turned off, on this page, for media of a queue that has all three on. */
  offForFlagged: Viewing
  /** Something that can be blurred or greyed is on the page until the answer is called: the keys work. */
  showSomething(flagged?: boolean): () => void
  /** The same for media that is open in a viewer: its time counts. */
  openMedia(flagged?: boolean): () => void
  /** Whether media is open on this page. */
  isOpen(): boolean
  /** Whether its reader takes a break, and how that begins and ends. */
  resting: boolean
  rest(resting: boolean): void
}

const nothing: Viewing = { blur: false, grey: false, mute: false }
const all: Viewing = { blur: true, grey: true, mute: true }
const none: ViewingState = {
  ...nothing,
  set: nothing,
  toggle() {},
  lifted: () => false,
  lift() {},
  cover() {},
  tellShown() {},
  offForFlagged: nothing,
  showSomething: () => () => {},
  openMedia: () => () => {},
  isOpen: () => false,
  resting: false,
  rest() {},
}
const Context = createContext<ViewingState>(none)

interface ViewingProviderProps {
  /** As the team and the person have set it. */
  set: Viewing
  /** Writes into the trail that blurred media was shown; where it cannot, the blur comes back. */
  unblur?(input: { mediaIds: string[] }): Promise<ActionResult<unknown>>
  children: ReactNode
}

/** Holds the switches for everything beneath it, and their keys. */
export function ViewingProvider({ set, unblur, children }: ViewingProviderProps) {
  const path = usePathname()
  const [viewing, setViewing] = useState(set)
  const [clear, setClear] = useState<string[]>([])
  const [said, setSaid] = useState('')
  const opened = useRef(0)
  const [something, setSomething] = useState(0)
  const [flagged, setFlagged] = useState(0)
  const [resting, rest] = useState(false)
  const [offForFlagged, setOffForFlagged] = useState(nothing)

  const [at, setAt] = useState(path)
  const [wasSet, setWasSet] = useState(set)
  const changed = wasSet.blur !== set.blur || wasSet.grey !== set.grey || wasSet.mute !== set.mute
  if (at !== path || changed) {
    setAt(path)
    setWasSet(set)
    setViewing(changed ? set : onNextPage(viewing, set))
    setClear([])
    setOffForFlagged(nothing)
  }

  const { tell } = useTold(unblur, (message) => {
    setViewing((current) => ({ ...current, blur: true }))
    setOffForFlagged((current) => ({ ...current, blur: false }))
    setClear([])
    toast.error(message)
  })

  const toggle = (kind: keyof Viewing) => {
    const on = viewing[kind] || (flagged > 0 && !offForFlagged[kind])
    setViewing((current) => (current[kind] === on ? turned(current, kind) : current))
    setOffForFlagged((current) => ({ ...current, [kind]: on }))
    setSaid(`${viewingWords[kind].name} ${on ? 'off' : 'on'}`)
  }
  const keys = { blur: () => toggle('blur'), grey: () => toggle('grey'), mute: () => toggle('mute') }
  useKeys(something > 0 ? keys : {})

  const showSomething = (isFlagged = false) => {
    const flags = isFlagged ? 1 : 0
    setSomething((many) => many + 1)
    setFlagged((many) => many + flags)
    return () => {
      setSomething((many) => many - 1)
      setFlagged((many) => many - flags)
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: toggle is of the same viewing, tell never changes
  const state = useMemo<ViewingState>(
    () => ({
      ...viewing,
      set,
      toggle,
      lifted: (mediaId) => clear.includes(mediaId),
      lift: (mediaId) => setClear((current) => [...current.filter((id) => id !== mediaId), mediaId]),
      cover: (mediaId) => setClear((current) => current.filter((id) => id !== mediaId)),
      tellShown: tell,
      offForFlagged,
      showSomething,
      openMedia: (isFlagged) => {
        const gone = showSomething(isFlagged)
        opened.current += 1
        return () => {
          opened.current -= 1
          gone()
        }
      },
      isOpen: () => opened.current > 0,
      ...{ resting, rest },
    }),
    [viewing, clear, flagged, offForFlagged, resting, set.blur, set.grey, set.mute],
  )
  return (
    <Context.Provider value={state}>
      {children}
      <p role="status" className="sr-only">
        {said}
      </p>
    </Context.Provider>
  )
}

/** The switches as they stand for what is here, and how to turn them. */
export function useViewing(): ViewingState {
  const state = useContext(Context)
  const flagged = useFlagged()
  if (!flagged) return state
  return {
    ...state,
    blur: state.blur || !state.offForFlagged.blur,
    grey: state.grey || !state.offForFlagged.grey,
    mute: state.mute || !state.offForFlagged.mute,
    set: all,
    showSomething: () => state.showSomething(true),
    openMedia: () => state.openMedia(true),
  }
}

/** As many as lib/desk/record-unblur.ts takes. */
const mostAtOnce = 100

/** Gathers what is shown in one moment (a whole list, say) into one word to the server. */
function useTold(unblur: ViewingProviderProps['unblur'], refused: (message: string) => void) {
  const latest = useRef({ unblur, refused })
  useEffect(() => {
    latest.current = { unblur, refused }
  })
  const [held] = useState(() => {
    const waiting = new Set<string>()
    const send = async () => {
      const mediaIds = [...waiting].slice(0, mostAtOnce)
      for (const mediaId of mediaIds) waiting.delete(mediaId)
      if (waiting.size > 0) setTimeout(send, 50)
      const answer = await latest.current.unblur?.({ mediaIds }).catch(() => null)
      if (answer?.ok === false) latest.current.refused(answer.message)
      if (answer === null)
        latest.current.refused('It is blurred again: the server could not be told that it was shown.')
    }
    return {
      tell: (mediaId: string) => {
        if (waiting.size === 0) setTimeout(send, 50)
        waiting.add(mediaId)
      },
    }
  })
  return held
}
