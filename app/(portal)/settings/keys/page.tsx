import { KeyRound } from 'lucide-react'
import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { CreateKeyDialog } from '@/components/settings/create-key-dialog'
import { curlExample } from '@/components/settings/curl-example'
import { KeysTable } from '@/components/settings/keys-table'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { CodeBlock } from '@/components/ui/code-block'
import { listApiKeys } from '@/lib/access/list-api-keys'
import { authorisePage, requireMember } from '@/lib/access/session'
import { now } from '@/lib/clock'
import { env } from '@/lib/env'
import { createKeyAction, revokeKeyAction } from './actions'

export const metadata: Metadata = { title: 'API keys' }

export default async function KeysPage() {
  const member = await requireMember('/settings/keys')
  if (!authorisePage(member, 'key.read')) {
    return <PermissionDenied title="API keys" permission="key.read" role={member.role} />
  }
  const keys = await listApiKeys(member, {})
  const address = env().PUBLIC_URL
  return (
    <Page
      title="API keys"
      description="With a key, a program hands in media and reads verdicts over the Detect API. What it hands in is a case like any other."
      actions={<CreateKeyDialog createKey={createKeyAction} address={address} />}
    >
      {keys.length > 0 ? (
        <KeysTable keys={keys} now={now()} revokeKey={revokeKeyAction} />
      ) : (
        <EmptyState icon={KeyRound} title="There is no key yet">
          Create one for each program, so that each can be revoked by itself.
        </EmptyState>
      )}
      <section aria-labelledby="use-heading" className="mt-8">
        <h2 id="use-heading" className="mb-2 text-base font-semibold tracking-tight">
          How a program uses it
        </h2>
        <CodeBlock>{curlExample(address, 'YOUR_KEY')}</CodeBlock>
        <p className="mt-2 text-sm">
          <Link href={'/docs/api' as Route} className="text-primary underline underline-offset-4">
            Every call, in the API reference
          </Link>
        </p>
      </section>
    </Page>
  )
}
