import type { Metadata } from 'next'
import { AccountSection } from '@/components/account/account-section'
import { NameForm } from '@/components/account/name-form'
import { OwnTeams } from '@/components/account/own-teams'
import { PasswordForm } from '@/components/account/password-form'
import { SecondStep } from '@/components/account/second-step'
import { SecondStepNeeded } from '@/components/account/second-step-needed'
import { SessionsList } from '@/components/account/sessions-list'
import { signInWords } from '@/components/account/sign-in-words'
import { LeaveTeam } from '@/components/members/leave-team'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { listOwnSessions } from '@/lib/access/list-own-sessions'
import { readAccount } from '@/lib/access/read-account'
import { readSecondStep } from '@/lib/access/second-step/read-second-step'
import { authorisePage, requireMember } from '@/lib/access/session'
import { countClaims } from '@/lib/cases/count-claims'
import { now } from '@/lib/clock'
import { listColleagues } from '@/lib/notes/list-colleagues'
import { leaveAction } from '../members/actions'
import { changeNameAction, changePasswordAction, endOtherSessionsAction, endSessionAction } from './actions'
import {
  beginSecondStepAction,
  confirmSecondStepAction,
  removeSecondStepAction,
  renewRecoveryCodesAction,
} from './second-step/actions'

export const metadata: Metadata = { title: 'Account' }

export default async function AccountPage() {
  const member = await requireMember('/settings/account')
  if (!authorisePage(member, 'account.manage')) {
    return <PermissionDenied title="Account" permission="account.manage" role={member.role} />
  }
  const [account, sessions, step, claims, colleagues] = await Promise.all([
    readAccount(member, {}),
    listOwnSessions(member, {}),
    readSecondStep(member, {}),
    countClaims(member, {}),
    listColleagues(member, {}),
  ])
  return (
    <Page title="Account" description="Who you are on this Docket, in every team, and how you sign in." width="narrow">
      <div className="grid gap-6">
        {member.needsSecondStep ? <SecondStepNeeded teamName={member.teamName} /> : null}
        <AccountSection id="you" title="You">
          <NameForm name={account.name} changeName={changeNameAction} />
          <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-[8rem_1fr]">
            <dt className="text-muted-foreground">E-mail</dt>
            <dd className="-mt-2 min-w-0 break-words sm:mt-0">{account.email}</dd>
            <dt className="text-muted-foreground">You sign in with</dt>
            <dd className="-mt-2 min-w-0 break-words sm:mt-0">{signInWords(account)}</dd>
          </dl>
        </AccountSection>
        <AccountSection
          id="password"
          title="Password"
          says={
            account.hasPassword
              ? 'Changing it ends all your other sessions.'
              : 'You have none: you sign in elsewhere. With a password you could sign in here as well.'
          }
        >
          <PasswordForm
            key={String(account.hasPassword)}
            email={account.email}
            hasPassword={account.hasPassword}
            changePassword={changePasswordAction}
          />
        </AccountSection>
        <SecondStep
          step={step}
          email={account.email}
          now={now()}
          begin={beginSecondStepAction}
          confirm={confirmSecondStepAction}
          renew={renewRecoveryCodesAction}
          remove={removeSecondStepAction}
        />
        <AccountSection
          id="sessions"
          title="Sessions"
          says="Where you are signed in, in any team. End what you do not know, and change your password."
        >
          <SessionsList
            sessions={sessions}
            now={now()}
            endSession={endSessionAction}
            endOthers={endOtherSessionsAction}
          />
        </AccountSection>
        <AccountSection id="teams" title="Teams" says="The teams you are in, and as what. Their admins decide on that.">
          <OwnTeams teams={account.teams} present={member.teamId} />
          <LeaveTeam
            teamName={member.teamName}
            claims={claims[member.memberId] ?? 0}
            colleagues={colleagues.filter(({ memberId }) => memberId !== member.memberId)}
            leave={leaveAction}
          />
        </AccountSection>
      </div>
    </Page>
  )
}
