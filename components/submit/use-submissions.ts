'use client'

import { useSyncExternalStore } from 'react'
import { submissionStore } from './submission-store'

/** Everything handed in since the page was loaded, newest first; empty on the server. */
export function useSubmissions() {
  return useSyncExternalStore(submissionStore.subscribe, submissionStore.read, submissionStore.readOnServer)
}
