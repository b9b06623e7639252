import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { AppShell } from '@/components/shell/app-shell'
import { StepUpProvider } from '@/components/shell/step-up'
import { SubmissionWatch } from '@/components/submit/submission-watch'
import { ExposureClock } from '@/components/wellbeing/exposure-clock'
import { ViewingProvider } from '@/components/wellbeing/viewing'
import { may } from '@/lib/access/permissions'
import { requireMember } from '@/lib/access/session'
import { countCases } from '@/lib/cases/count-cases'
import { listUndoable } from '@/lib/cases/list-undoable'
import { now } from '@/lib/clock'
import { readKeys } from '@/lib/desk/read-keys'
import { readPreferences } from '@/lib/desk/read-preferences'
import { pathHeader } from '@/lib/http/path-header'
import { countMentions } from '@/lib/notes/count-mentions'
import { listOwnTeams } from '@/lib/teams/list-own-teams'
import { confirmByOidcAction } from '../(auth)/sign-in/oidc/actions'
import {
  assertProvedAction,
  countExposureAction,
  createTeamAction,
  findCasesAction,
  listQueuesAction,
  proveIdentityAction,
  readProofWaysAction,
  recordUnblurAction,
  signOutAction,
  switchTeamAction,
  undoDecisionAction,
} from './actions'

// Nothing that holds media, scores or people is ever cached.
export const dynamic = 'force-dynamic'

export default async function PortalLayout({ children }: { children: ReactNode }) {
  // Here and not only in the page: below a loading state it is too late for a status that says so.
  const member = await requireMember((await headers()).get(pathHeader) ?? '/')
  const [cases, mentions, undoable, ownKeys, { holds }, teams, jar] = await Promise.all([
    member.needsSecondStep ? { waiting: 0 } : countCases(member, {}),
    member.needsSecondStep || !may(member, 'case.note') ? 0 : countMentions(member, {}),
    member.needsSecondStep ? [] : listUndoable(member, {}),
    readKeys(member, {}),
    readPreferences(member, {}),
    listOwnTeams(member),
    cookies(),
  ])
  return (
    <StepUpProvider
      person={{ name: member.name, email: member.email }}
      actions={{
        readWays: readProofWaysAction,
        prove: proveIdentityAction,
        confirmBy: confirmByOidcAction,
        assertProved: assertProvedAction,
      }}
    >
      <AppShell
        member={member}
        teams={teams}
        switchTeam={switchTeamAction}
        createTeam={createTeamAction}
        counts={{ waiting: cases.waiting, mentions }}
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
          <ExposureClock teamId={member.teamId} breakAfter={holds.breakAfter} count={countExposureAction} />
        </ViewingProvider>
      </AppShell>
    </StepUpProvider>
  )
}
