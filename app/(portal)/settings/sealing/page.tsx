import type { Metadata } from 'next'
import Link from 'next/link'
import { Fact, Facts } from '@/components/settings/facts'
import { SealingKey } from '@/components/settings/sealing-key'
import { copiedWords, mirrorPlaces } from '@/components/settings/sealing-words'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { TimeAgo } from '@/components/shell/time-ago'
import { CodeBlock } from '@/components/ui/code-block'
import { authorisePage, requireMember } from '@/lib/access/session'
import { readSealing } from '@/lib/audit/read-sealing'
import { now } from '@/lib/clock'

export const metadata: Metadata = { title: 'Sealing' }

export default async function SealingPage() {
  const member = await requireMember('/settings/sealing')
  if (!authorisePage(member, 'audit.read')) {
    return <PermissionDenied title="Sealing" permission="audit.read" role={member.role} />
  }
  const { key, former, last, mirrors } = await readSealing(member, {})
  const present = now()
  return (
    <Page
      title="Sealing"
      description="What signs the team’s trail, how far it is signed, and where its checkpoints are copied to."
    >
      <div className="grid gap-8">
        <Facts>
          <Fact name="Sealed up to">
            {last ? (
              <>
                Position {(last.size - 1).toLocaleString('en')}: {last.size.toLocaleString('en')}{' '}
                {last.size === 1 ? 'entry' : 'entries'}, counted from 0
              </>
            ) : (
              'No entry is sealed yet. A worker does it, about once a second: see whether one runs on the Health page.'
            )}
          </Fact>
          <Fact name="Last checkpoint">{last ? <TimeAgo at={last.at} now={present} exact /> : 'None yet'}</Fact>
        </Facts>
        <section aria-labelledby="key" className="grid gap-3">
          <h2 id="key" className="text-base font-semibold tracking-tight">
            The key that signs
          </h2>
          <SealingKey trailKey={key} now={present} />
          <p className="max-w-prose text-[0.8125rem] text-pretty text-muted-foreground">
            Write it down elsewhere, and give it to whoever checks your exports: one that was made up from beginning to
            end fits a key of its own. Its private half is derived from AUTH_SECRET and lies in no database. When that
            secret is replaced, put this key’s bytes into TRAIL_FORMER_KEYS, or what it signed counts as signed by
            somebody unknown.
          </p>
        </section>
        {former.length > 0 && (
          <section aria-labelledby="former" className="grid gap-3">
            <h2 id="former" className="text-base font-semibold tracking-tight">
              Former keys
            </h2>
            {former.map((one) => (
              <SealingKey key={one.fingerprint} trailKey={one} now={present} former />
            ))}
          </section>
        )}
        <section aria-labelledby="mirrors" className="grid gap-3">
          <h2 id="mirrors" className="text-base font-semibold tracking-tight">
            Copies of the checkpoints
          </h2>
          <Facts>
            {mirrors.map((mirror) => (
              <Fact key={mirror.place} name={mirrorPlaces[mirror.place].name}>
                {copiedWords(mirror)}
                {mirror.configured && mirror.at && (
                  <span className="block text-muted-foreground">
                    Last {mirror.place === 'file' ? 'written' : 'tried'} <TimeAgo at={mirror.at} now={present} exact />.
                  </span>
                )}
                {mirror.configured && mirror.failure && (
                  <span className="block font-medium text-verdict-fake">{mirror.failure}</span>
                )}
              </Fact>
            ))}
          </Facts>
          <p className="max-w-prose text-[0.8125rem] text-pretty text-muted-foreground">
            Whoever owns this server’s database and its disk can replace the trail and the file. A copy on another
            machine still shows it.
          </p>
        </section>
        <section aria-labelledby="verify" className="grid gap-3">
          <h2 id="verify" className="text-base font-semibold tracking-tight">
            How to verify it
          </h2>
          <p className="max-w-prose text-sm text-pretty text-muted-foreground">
            <Link href="/audit" className="underline underline-offset-4">
              Verify now
            </Link>{' '}
            on the Audit page goes through every entry, the tree over them and each signed checkpoint. An export is
            checked anywhere, offline and without Docket;{' '}
            <code className="font-mono text-[0.8125rem]">docs/trail.md</code>, which comes with it, says exactly how it
            is made.
          </p>
          <CodeBlock aria-label="Commands that verify the trail">
            {`npm run docket -- trail verify\nnode bin/docket-verify.mjs --key '${key.verifierKey}' EXPORT`}
          </CodeBlock>
        </section>
      </div>
    </Page>
  )
}
