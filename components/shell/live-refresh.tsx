'use client'

import { useEffect } from 'react'
import { toast } from 'sonner'
import { paceRefreshes } from './refresh-pace'
import { useRefreshed } from './use-refreshed'

const lostAfterMs = 4000
/** The server gives a sign of life every 20 seconds: a stream without one is dead, though nothing between has closed it. */
const silentAfterMs = 50_000
const lostToast = 'docket-connection'

/** Asks the server for the page again whenever something of the team's changed; rests while the tab is hidden. */
export function LiveRefresh() {
  const refreshed = useRefreshed()
  useEffect(() => {
    let source: EventSource | undefined
    let again: ReturnType<typeof setTimeout> | undefined
    let silence: ReturnType<typeof setTimeout> | undefined
    let lostSince: number | undefined

    const heard = () => {
      clearTimeout(silence)
      silence = setTimeout(connect, silentAfterMs)
    }
    const pace = paceRefreshes(async () => {
      // Next turns a refresh that cannot reach the server into a page load, which would lose what is being typed.
      if (navigator.onLine && source?.readyState === EventSource.OPEN && !isStill()) await refreshed()
    })
    const changed = () => {
      heard()
      pace.changed()
    }
    const opened = () => {
      heard()
      toast.dismiss(lostToast)
      lostSince = undefined
      // Whatever happened while nobody listened is made up for: also between the page's making and its first connection.
      pace.changed()
    }
    const failed = async () => {
      lostSince ??= Date.now()
      const closed = source?.readyState === EventSource.CLOSED
      if (closed && (await sessionEnded())) return sayEnded()
      if (Date.now() - lostSince > lostAfterMs) {
        toast.error('No connection to Docket. What you see may be out of date; trying again.', {
          id: lostToast,
          duration: Number.POSITIVE_INFINITY,
        })
      }
      if (closed) again = setTimeout(connect, 2000)
    }
    const connect = () => {
      clearTimeout(again)
      source?.close()
      heard()
      source = new EventSource('/api/live')
      source.addEventListener('open', opened)
      source.addEventListener('change', changed)
      source.addEventListener('beat', heard)
      source.addEventListener('error', () => void failed())
    }
    const disconnect = () => {
      clearTimeout(again)
      clearTimeout(silence)
      pace.stop()
      source?.close()
      source = undefined
    }
    const onVisibility = () => (document.hidden ? disconnect() : connect())

    if (!document.hidden) connect()
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      disconnect()
    }
  }, [refreshed])
  return null
}

/** Insights say when they were counted, and count again when asked to: not at every change of the team's. */
function isStill(): boolean {
  return window.location.pathname === '/insights'
}

/** An EventSource does not tell the status, so it is asked for once more. */
async function sessionEnded(): Promise<boolean> {
  const stop = new AbortController()
  try {
    const answer = await fetch('/api/live', { signal: stop.signal, cache: 'no-store' })
    return answer.status === 401
  } catch {
    return false
  } finally {
    stop.abort()
  }
}

function sayEnded(): void {
  const from = encodeURIComponent(window.location.pathname + window.location.search)
  toast.error('Your session has ended. Sign in again to go on; what you typed is not sent.', {
    id: lostToast,
    duration: Number.POSITIVE_INFINITY,
    action: { label: 'Sign in', onClick: () => window.location.assign(`/sign-in?from=${from}`) },
  })
}
