import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Fact, Facts } from '@/components/settings/facts'
import { IdentityProvider } from '@/components/settings/provider-facts'
import type { ProviderFacts } from '@/components/settings/provider-words'
import { RequireSecondStep } from '@/components/settings/require-second-step'
import { secondStepCoverage } from '@/components/settings/second-step-coverage'
import { SecondStepPeople } from '@/components/settings/second-step-people'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { missingMappedTeams } from '@/lib/access/missing-mapped-teams'
import { sessionSeconds } from '@/lib/access/open-session'
import { may } from '@/lib/access/permissions'
import { authorisePage, requireMember } from '@/lib/access/session'
import { env } from '@/lib/env'
import { readSignInRules } from '@/lib/teams/read-sign-in-rules'
import { requireSecondStepAction, resetSecondStepAction } from './actions'

export const metadata: Metadata = { title: 'Sign-in' }

export default async function SignInRulesPage() {
  const member = await requireMember('/settings/sign-in')
  if (!authorisePage(member, 'team.read')) {
    return <PermissionDenied title="Sign-in" permission="team.read" role={member.role} />
  }
  const { required, people } = await readSignInRules(member, {})
  return (
    <Page title="Sign-in" description="How people of the team prove who they are." width="narrow">
      <div className="grid gap-8">
        <Section id="second-step" title="Second step">
          <div className="grid gap-5 rounded-lg border bg-card p-5 shadow-xs">
            <RequireSecondStep
              required={required}
              save={may(member, 'team.manage') ? requireSecondStepAction : undefined}
            />
            <div className="grid gap-3 border-t pt-4">
              <p className="text-sm">{secondStepCoverage(people)}</p>
              <SecondStepPeople
                people={people}
                own={member.memberId}
                reset={may(member, 'member.manage') ? resetSecondStepAction : undefined}
              />
            </div>
          </div>
        </Section>
        <Section id="provider" title="Identity provider">
          <IdentityProvider
            provider={providerFacts()}
            teamName={member.teamName}
            missing={await missingMappedTeams()}
          />
        </Section>
        <Section id="holds" title="What holds on this server">
          <Facts>
            <Fact name="Password">At least 12 characters, and none that is easy to guess. Kept as argon2id.</Fact>
            <Fact name="Session">Ends {sessionSeconds / 3600} hours after signing in, or when it is ended.</Fact>
            <Fact name="Sensitive acts">
              Members, keys, exports and deletions ask who one is, {minutesWords(env().STEP_UP_MINUTES)} after the last
              time (STEP_UP_MINUTES).
            </Fact>
            <Fact name="Failed attempts">
              Five wrong passwords or codes for one account from one address shut that address out of it for 15 minutes.
              Guesses from elsewhere never shut people out of where they have signed in from.
            </Fact>
          </Facts>
        </Section>
      </div>
    </Page>
  )
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="grid gap-3">
      <h2 id={id} className="text-base font-semibold tracking-tight">
        {title}
      </h2>
      {children}
    </section>
  )
}

function minutesWords(minutes: number): string {
  return minutes === 1 ? 'one minute' : `${minutes} minutes`
}

function providerFacts(): ProviderFacts | null {
  const { OIDC_ISSUER: issuer, OIDC_NAME: name, OIDC_TEAMS_CLAIM: claim, OIDC_TEAMS: teams } = env()
  return issuer ? { issuer, name, claim, teams } : null
}
