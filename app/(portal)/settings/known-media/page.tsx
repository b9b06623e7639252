import { Fingerprint } from 'lucide-react'
import type { Metadata } from 'next'
import { BringList } from '@/components/known/bring-list'
import { EntriesTable } from '@/components/known/entries-table'
import { ListsTable } from '@/components/known/lists-table'
import { MatchingSwitch } from '@/components/known/matching-switch'
import { SearchEntries } from '@/components/known/search-entries'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { may } from '@/lib/access/permissions'
import { authorisePage, requireMember } from '@/lib/access/session'
import { now } from '@/lib/clock'
import { entriesShown, listEntries, listKnown } from '@/lib/known/list-known'
import { changeEntryAction, removeListAction, switchMatchingAction } from './actions'

export const metadata: Metadata = { title: 'Known media' }

interface KnownMediaPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function KnownMediaPage({ searchParams }: KnownMediaPageProps) {
  const member = await requireMember('/settings/known-media')
  if (!authorisePage(member, 'known.read')) {
    return <PermissionDenied title="Known media" permission="known.read" role={member.role} />
  }
  const { q } = await searchParams
  const search = typeof q === 'string' ? q.slice(0, 200) : ''
  const [known, entries] = await Promise.all([listKnown(member, {}), listEntries(member, { search })])
  const mayChange = may(member, 'known.manage')
  return (
    <Page
      title="Known media"
      description="What new media is compared with: what your team decided before, and lists that you bring."
      actions={mayChange ? <BringList /> : null}
    >
      <div className="grid gap-8">
        <MatchingSwitch
          matchCases={known.matchCases}
          fingerprinted={known.fingerprinted}
          save={mayChange ? switchMatchingAction : undefined}
        />
        {known.lists.length > 0 ? (
          <>
            <ListsTable lists={known.lists} now={now()} remove={mayChange ? removeListAction : undefined} />
            <SearchEntries search={search} />
            <EntriesTable
              entries={entries.slice(0, entriesShown)}
              more={entries.length > entriesShown}
              now={now()}
              change={mayChange ? changeEntryAction : undefined}
            />
          </>
        ) : (
          <EmptyState icon={Fingerprint} title="No list was brought yet">
            {mayChange
              ? 'Bring hashes that others share: CSV, or JSON as ThreatExchange has it. PDQ knows changed copies of pictures, Chromaprint those of sound, SHA-256 the same file.'
              : 'An admin can bring hashes that others share.'}
          </EmptyState>
        )}
      </div>
    </Page>
  )
}
