import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { AppShell } from '@/components/shell/app-shell'
import { SubmissionWatch } from '@/components/submit/submission-watch'
import { ExposureClock } from '@/components/wellbeing/exposure-clock'
import { ViewingProvider } from '@/components/wellbeing/viewing'
import { requireMember } from '@/lib/access/session'
import { countCases } from '@/lib/cases/count-cases'
import { listUndoable } from '@/lib/cases/list-undoable'
import { now } from '@/lib/clock'
import { readKeys } from '@/lib/desk/read-keys'
import { readPreferences } from '@/lib/desk/read-preferences'
import { pathHeader } from '@/lib/http/path-header'
import {
  countExposureAction,
  findCasesAction,
  listQueuesAction,
  recordUnblurAction,
  signOutAction,
  undoDecisionAction,
} from './actions'

// Nothing that holds media, scores or people is ever cached.
export const dynamic = 'force-dynamic'

export default async function PortalLayout({ children }: { children: ReactNode }) {
  // Here and not only in the page: below a loading state it is too late for a status that says so.
  const member = await requireMember((await headers()).get(pathHeader) ?? '/')
  const [counts, undoable, ownKeys, { holds }, jar] = await Promise.all([
    countCases(member, {}),
    listUndoable(member, {}),
    readKeys(member, {}),
    readPreferences(member, {}),
    cookies(),
  ])
  return (
    <AppShell
      member={member}
      waiting={counts.waiting}
      folded={jar.get('docket-sidebar')?.value === 'folded'}
      ownKeys={ownKeys}
      undo={{ undoable, now: now(), undo: undoDecisionAction }}
      findCases={findCasesAction}
      listQueues={listQueuesAction}
      signOut={signOutAction}
    >
      <ViewingProvider set={{ blur: holds.blur, grey: holds.grey, mute: holds.mute }} unblur={recordUnblurAction}>
        {children}
        <SubmissionWatch />
        <ExposureClock breakAfter={holds.breakAfter} count={countExposureAction} />
      </ViewingProvider>
    </AppShell>
  )
}
