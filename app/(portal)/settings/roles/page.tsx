import type { Metadata } from 'next'
import { Fact, Facts } from '@/components/settings/facts'
import { ownActs } from '@/components/settings/permission-groups'
import { RolesTable } from '@/components/settings/roles-table'
import { Page } from '@/components/shell/page'
import { roleNames, scopeNames } from '@/components/shell/role-names'
import { roles, scopes } from '@/lib/access/actor'
import { requireMember } from '@/lib/access/session'
import { env } from '@/lib/env'

export const metadata: Metadata = { title: 'Roles' }

export default async function RolesPage() {
  const member = await requireMember('/settings/roles')
  const minutes = env().STEP_UP_MINUTES
  return (
    <Page
      title="Roles"
      description="Who may do what in every team. The server asks this same table before it does anything; it cannot be changed from here."
    >
      <div className="grid gap-8">
        <Facts>
          {roles.map((role) => (
            <Fact key={role} name={roleNames[role].name}>
              {roleNames[role].does}
            </Fact>
          ))}
          <Fact name="An API key">
            Does what its scopes say and nothing else:{' '}
            {scopes.map((scope) => `${scope} (${inSentence(scopeNames[scope].does)})`).join('; ')}.
          </Fact>
        </Facts>
        <section aria-labelledby="sees" className="grid gap-2">
          <h2 id="sees" className="text-base font-semibold tracking-tight">
            No role sees media unseen
          </h2>
          <p className="max-w-prose text-sm text-pretty text-muted-foreground">
            An admin does not see media by right. Opening a case, showing, playing or downloading its media, lifting a
            blur and exporting it are entries in the trail for everybody, admins included, with who it was and when.
            Other teams’ cases are seen by nobody who is not in them, whatever their role here.
          </p>
          <p className="max-w-prose text-sm text-pretty text-muted-foreground">
            What is marked “asks again” is done only by somebody who has shown within the last{' '}
            {minutes === 1 ? 'minute' : `${minutes} minutes`} who they are; otherwise Docket asks them first.
          </p>
        </section>
        <RolesTable own={member.role} />
        <p className="max-w-prose text-sm text-pretty text-muted-foreground">
          Docket does the rest by itself, and nobody can make it: {listed(ownActs())}.
        </p>
      </div>
    </Page>
  )
}

function listed(acts: string[]): string {
  return acts.map(inSentence).join('; ')
}

/** A sentence, as a part of another. */
function inSentence(says: string): string {
  return says.charAt(0).toLowerCase() + says.slice(1).replace(/\.$/, '')
}
