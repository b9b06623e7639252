'use server'

import { memberAction } from '@/lib/http/server-action'
import { testStore } from '@/lib/stores/test-store'

/** Writes a tiny file into the media store, reads it back, and deletes it. */
export const testStoreAction = memberAction((member, _input: null) => testStore(member))
