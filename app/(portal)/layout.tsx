import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { AppShell } from '@/components/shell/app-shell'
import { SubmissionWatch } from '@/components/submit/submission-watch'
import { requireMember } from '@/lib/access/session'
import { countCases } from '@/lib/cases/count-cases'
import { pathHeader } from '@/lib/http/path-header'
import { signOutAction } from './actions'

// Nothing that holds media, scores or people is ever cached.
export const dynamic = 'force-dynamic'

export default async function PortalLayout({ children }: { children: ReactNode }) {
  // Here and not only in the page: below a loading state it is too late for a status that says so.
  const member = await requireMember((await headers()).get(pathHeader) ?? '/')
  const [counts, jar] = await Promise.all([countCases(member, {}), cookies()])
  return (
    <AppShell
      member={member}
      waiting={counts.waiting}
      folded={jar.get('docket-sidebar')?.value === 'folded'}
      signOut={signOutAction}
    >
      {children}
      <SubmissionWatch />
    </AppShell>
  )
}
