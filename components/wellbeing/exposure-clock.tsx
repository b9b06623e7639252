'use client'

import { useEffect, useRef, useState } from 'react'
import { toast } from 'sonner'
import type { ActionResult } from '@/lib/http/server-action'
import { BreakDialog } from './break-dialog'
import { turnOf } from './only-window'
import { useViewing } from './viewing'
import * as work from './work-clock'

interface ExposureClockProps {
  /** Each team counts, and sets a limit, for itself; a stretch without a rest goes on from one to another. */
  teamId: string
  /** Minutes with media at a stretch after which a break is proposed; null: never. */
  breakAfter: number | null
  /** Tells the server of seconds; answers today's, and the person's daily limit in minutes. */
  count(input: { seconds: number }): Promise<ActionResult<{ seconds: number; budget: number | null }>>
}

const keptName = 'docket-media-time'
const saidPrefix = 'docket-limit-said'
/** A break is not proposed into the middle of keys. */
const quietSeconds = 3

/** Counts the time with open media, in a page in view, before somebody who is there; and proposes breaks. */
export function ExposureClock({ teamId, breakAfter, count }: ExposureClockProps) {
  const { isOpen, resting, rest } = useViewing()
  const [due, setDue] = useState(false)
  const clock = useRef<work.WorkClock>(null)
  const latest = useRef({ isOpen, count, breakAfter, resting, teamId })
  useEffect(() => {
    latest.current = { isOpen, count, breakAfter, resting, teamId }
  })

  useEffect(() => {
    const turn = turnOf('docket-media-time', navigator.locks)
    const present = watchPresence()
    let telling = false
    clock.current = work.startClock(kept(keptName), Date.now())

    const tell = async () => {
      const seconds = Math.floor(clock.current?.untold ?? 0)
      if (telling || seconds < 1) return
      telling = true
      const answer = await latest.current.count({ seconds }).catch(() => null)
      telling = false
      if (!answer?.ok) return
      if (clock.current) clock.current = work.told(clock.current, seconds)
      sayLimit(answer.data, latest.current.teamId)
    }
    const step = () => {
      const now = Date.now()
      const { isOpen, resting, breakAfter } = latest.current
      const wants = !document.hidden && isOpen() && !resting && present.isThere(now)
      if (!wants) turn.giveUp()
      const next = work.tick(clock.current ?? work.startClock(null, now), now, wants && turn.has())
      clock.current = next
      if (next.untold >= work.beatSeconds) {
        keep(keptName, work.keptOf(next))
        tell()
      }
      if (!resting && work.isBreakDue(next, breakAfter) && !present.isBusy(now)) setDue(true)
    }
    const hide = () => {
      if (!document.hidden) return
      step()
      if (clock.current?.lastAt) keep(keptName, work.keptOf(clock.current))
      tell()
    }
    const timer = setInterval(step, 1000)
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', hide)
      present.stop()
      turn.giveUp()
    }
  }, [])

  return (
    <BreakDialog
      minutes={Math.round((clock.current?.stretch ?? 0) / 60)}
      open={due}
      resting={resting}
      onRest={() => {
        for (const media of document.querySelectorAll<HTMLMediaElement>('video, audio')) media.pause()
        rest(true)
      }}
      onClose={() => {
        const current = clock.current
        if (current && breakAfter !== null) {
          clock.current = resting ? { ...current, stretch: 0 } : work.postponed(current, breakAfter)
          keep(keptName, work.keptOf(clock.current))
        }
        setDue(false)
        rest(false)
      }}
    />
  )
}

/** Whether somebody is there, and whether they are in the middle of something. */
function watchPresence() {
  let lastInput = Date.now()
  let lastKey = 0
  const moved = () => {
    lastInput = Date.now()
  }
  const pressed = () => {
    lastInput = Date.now()
    lastKey = lastInput
  }
  const moves = ['pointermove', 'pointerdown', 'wheel', 'touchstart'] as const
  for (const name of moves) window.addEventListener(name, moved, { passive: true })
  window.addEventListener('keydown', pressed, { capture: true })
  return {
    isThere: (now: number) => work.isThere(now - lastInput, isPlaying()),
    isBusy(now: number) {
      const typing = document.activeElement?.matches('input, textarea, select, [contenteditable="true"]') ?? false
      const layer = document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]')
      // What is full screen would hide the dialog.
      const elsewhere = layer !== null || document.fullscreenElement !== null
      return typing || elsewhere || document.hidden || isPlaying() || now - lastKey < quietSeconds * 1000
    },
    stop() {
      for (const name of moves) window.removeEventListener(name, moved)
      window.removeEventListener('keydown', pressed, { capture: true })
    },
  }
}

function isPlaying(): boolean {
  return [...document.querySelectorAll<HTMLMediaElement>('video, audio')].some((media) => !media.paused)
}

/** Said once a day and team in this browser; the day is the server's, UTC. */
function sayLimit({ seconds, budget }: { seconds: number; budget: number | null }, teamId: string): void {
  const saidName = `${saidPrefix} ${teamId}`
  const today = new Date().toISOString().slice(0, 10)
  if (budget === null || seconds < budget * 60 || kept(saidName) === today) return
  keep(saidName, today)
  toast('Your daily limit is reached', {
    description: `You have had media open for ${work.durationWords(seconds)} today. No next case is offered until midnight UTC; whatever you open yourself still opens.`,
    duration: 20_000,
  })
}

function kept(name: string): string | null {
  try {
    return window.localStorage.getItem(name)
  } catch {
    return null
  }
}

function keep(name: string, value: string): void {
  try {
    window.localStorage.setItem(name, value)
  } catch {
    // A browser that keeps nothing counts each page by itself.
  }
}
