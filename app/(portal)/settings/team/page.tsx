import type { Metadata } from 'next'
import Link from 'next/link'
import { CopyButton } from '@/components/settings/copy-button'
import { Fact, Facts } from '@/components/settings/facts'
import { OtherSettings } from '@/components/settings/other-settings'
import { TeamForm } from '@/components/settings/team-form'
import { utcMinute } from '@/components/shell/format-time'
import { navigationFor } from '@/components/shell/navigation'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { may } from '@/lib/access/permissions'
import { authorisePage, requireMember } from '@/lib/access/session'
import { readTeam } from '@/lib/teams/read-team'
import { saveTeamAction } from './actions'

export const metadata: Metadata = { title: 'Team' }

export default async function TeamPage() {
  const member = await requireMember('/settings/team')
  if (!authorisePage(member, 'team.read')) {
    return <PermissionDenied title="Team" permission="team.read" role={member.role} />
  }
  const team = await readTeam(member, {})
  return (
    <Page title="Team" description="The team itself, and what holds for everybody in it.">
      <div className="grid gap-8">
        <Facts>
          <Fact name="People">
            <Link href="/settings/members" className="underline underline-offset-4">
              {team.members === 1 ? 'One person' : `${team.members.toLocaleString('en')} people`}
            </Link>{' '}
            can sign in to it.
          </Fact>
          <Fact name="Cases">
            <Link href="/queue?state=all" className="underline underline-offset-4">
              {team.cases === 0
                ? 'No case'
                : team.cases === 1
                  ? 'One case'
                  : `${team.cases.toLocaleString('en')} cases`}
            </Link>{' '}
            so far, with those decided.
          </Fact>
          <Fact name="Created">{utcMinute(team.createdAt)}</Fact>
          <Fact name="Team id">
            <span className="flex flex-wrap items-center gap-2">
              <code className="min-w-0 font-mono text-[0.8125rem] break-all">{team.teamId}</code>
              <CopyButton text={team.teamId} label="Copy the team’s id" worded />
            </span>
            <span className="text-[0.8125rem] text-muted-foreground">
              Exports of the trail and checkpoints name the team by it. It never changes.
            </span>
          </Fact>
        </Facts>
        <TeamForm
          name={team.name}
          submitDefaults={team.submitDefaults}
          elsewhere={team.sentElsewhere}
          save={may(member, 'team.manage') ? saveTeamAction : undefined}
        />
        <section aria-labelledby="other-settings" className="grid gap-3">
          <h2 id="other-settings" className="text-base font-semibold tracking-tight">
            Set elsewhere
          </h2>
          <OtherSettings navigation={navigationFor(member)} />
        </section>
      </div>
    </Page>
  )
}
