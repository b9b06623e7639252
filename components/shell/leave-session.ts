import { keptUploads } from '@/components/submit/kept-uploads'
import { isUnderWay } from '@/components/submit/submission'
import { cancelEverything, submissionStore } from '@/components/submit/submission-store'

/** What signing out now would drop, in a sentence; null: nothing. Changes nothing. */
export function lostBySigningOut(): string | null {
  const many = submissionStore.read().filter(isUnderWay).length
  if (many > 0) {
    const what = many === 1 ? 'One hand-in is' : `${many} hand-ins are`
    return `${what} still on the way. What has not arrived when you sign out is dropped.`
  }
  // Whoever would have the browser ask before the page is left is asked here: the session must not have ended by then.
  const leaving = new Event('beforeunload', { cancelable: true })
  return window.dispatchEvent(leaving) ? null : 'This page has changes that are not saved yet. They are dropped.'
}

/** Drops what is under way, ends the session and goes to the sign-in page, without a further question. Never rejects. */
export async function leaveSession(signOut: (input: null) => Promise<unknown>): Promise<void> {
  cancelEverything()
  keptUploads.forgetAll()
  await signOut(null).catch(() => {})
  // The question has been answered, and "Stay" would keep a page whose session is over.
  window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), { capture: true })
  // A full load, so that nothing of this person stays in the browser's memory.
  window.location.assign('/sign-in')
}
