import { FileJson } from 'lucide-react'
import type { Metadata } from 'next'
import { anchored } from '@/components/docs/anchors'
import { Call } from '@/components/docs/call'
import { Contents } from '@/components/docs/contents'
import { Guide } from '@/components/docs/guide'
import { Records } from '@/components/docs/records'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { may } from '@/lib/access/permissions'
import { requireMember } from '@/lib/access/session'
import { apiReference } from '@/lib/detect/endpoints-reference'
import { env } from '@/lib/env'

export const metadata: Metadata = { title: 'API reference' }

/** For members of any role: what a program can do here, from the same table that the OpenAPI document is made of. */
export default async function ApiReferencePage() {
  const member = await requireMember('/docs/api')
  const address = env().PUBLIC_URL
  const { groups, records } = apiReference(address)
  return (
    <Page
      width="wide"
      title="API reference"
      description="How a program hands in media and reads what was found: the Detect API, as this Docket serves it."
      actions={
        <Button variant="outline" asChild>
          <a href="/api/v2/openapi.json">
            <FileJson aria-hidden />
            OpenAPI document
          </a>
        </Button>
      }
    >
      <div className="lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)] lg:gap-8">
        <Contents groups={groups} records={records} />
        <div className="min-w-0 max-w-4xl">
          <Guide
            address={address}
            mayReadKeys={may(member, 'key.read')}
            mayReadCallbacks={may(member, 'callback.read')}
          />
          {groups.map(({ id, title, says, calls }) => (
            <section key={id} aria-labelledby={id} className="mt-10">
              <h2 id={id} className={`${anchored} mb-1 text-lg font-semibold tracking-tight`}>
                {title}
              </h2>
              <p className="mb-4 max-w-prose text-sm text-pretty text-muted-foreground">{says}</p>
              <div className="grid grid-cols-1 gap-4">
                {calls.map((call) => (
                  <Call key={call.id} call={call} />
                ))}
              </div>
            </section>
          ))}
          <Records records={records} />
        </div>
      </div>
    </Page>
  )
}
