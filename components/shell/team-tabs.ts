import { keptUploads } from '@/components/submit/kept-uploads'
import { cancelEverything } from '@/components/submit/submission-store'
import { dropUnsaved } from './unsaved'

const channelName = 'docket-team'
const arrivedName = 'docket-arrived'

/** Loads Home of a team that the session has just moved to, and tells the browser's other tabs, which show the one before. */
export function arriveIn(teamId: string): void {
  try {
    window.sessionStorage.setItem(arrivedName, teamId)
  } catch {
    // A browser that keeps nothing goes there without a word.
  }
  const channel = openChannel()
  channel?.postMessage(teamId)
  channel?.close()
  leaveForHome()
}

/** Whether this page is the first in that team; asked once. */
export function takeArrival(teamId: string): boolean {
  try {
    const arrived = window.sessionStorage.getItem(arrivedName)
    window.sessionStorage.removeItem(arrivedName)
    return arrived === teamId
  } catch {
    return false
  }
}

/** Calls back when another tab has moved the session to another team; answers the way to stop. */
export function onMoved(callback: (teamId: string) => void): () => void {
  const channel = openChannel()
  if (!channel) return () => {}
  channel.onmessage = ({ data }) => callback(String(data))
  return () => channel.close()
}

/** A full load, so that nothing of the team before stays in the browser's memory. */
export function leaveForHome(): void {
  cancelEverything()
  keptUploads.forgetAll()
  // The session has moved on: what is saved from here would be another team's.
  dropUnsaved()
  // Once the page has seen that nothing is on its way, and does not ask whether to leave.
  setTimeout(() => window.location.assign('/'), 50)
}

function openChannel(): BroadcastChannel | null {
  return typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(channelName)
}
