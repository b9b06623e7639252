import { keptUploads } from '@/components/submit/kept-uploads'
import { isUnderWay } from '@/components/submit/submission'
import { cancelEverything, submissionStore } from '@/components/submit/submission-store'
import { dropUnsaved, isUnsaved } from './unsaved'

/** What signing out now would drop, in sentences; null: nothing. Changes nothing. */
export function lostBySigningOut(): string | null {
  const many = submissionStore.read().filter(isUnderWay).length
  const what = many === 1 ? 'One hand-in is' : `${many} hand-ins are`
  const lost = [
    ...(many > 0 ? [`${what} still on the way. What has not arrived when you sign out is dropped.`] : []),
    ...(isUnsaved() ? ['This page has changes that are not saved yet. They are dropped.'] : []),
  ]
  return lost.join(' ') || null
}

/** Drops what is under way, ends the session and goes to the sign-in page, without a further question. Never rejects. */
export async function leaveSession(signOut: (input: null) => Promise<unknown>): Promise<void> {
  cancelEverything()
  keptUploads.forgetAll()
  await signOut(null).catch(() => {})
  // That was asked while there was a session to stay in: now "Stay" would keep a page whose session is over.
  dropUnsaved()
  // A full load, so that nothing of this person stays in the browser's memory.
  window.location.assign('/sign-in')
}
