import type { Route } from 'next'
import Link from 'next/link'
import { TimeAgo } from '@/components/shell/time-ago'
import { Badge } from '@/components/ui/badge'
import type { PolicyVersion } from '@/lib/policies/read-policy'
import { policyHref } from './policy-places'

interface VersionListProps {
  policyId: string
  versions: PolicyVersion[]
  /** The one that is shown. */
  shown: number
  /** The one it is compared with. */
  against: number | null
  now: Date
}

const link = 'inline-block py-1 text-primary underline underline-offset-4'

/** Every version of a policy, each with what it changed. */
export function VersionList({ policyId, versions, shown, against, now }: VersionListProps) {
  return (
    <ol className="grid gap-1 text-sm" reversed>
      {versions.map(({ version, publishedAt, publishedBy }, n) => (
        <li
          key={version}
          className="grid gap-x-3 rounded-md px-3 py-2 has-[[aria-current]]:bg-accent has-[[aria-current]]:text-accent-foreground"
        >
          <div className="flex flex-wrap items-center gap-x-3">
            <Link
              href={policyHref(policyId, { version }) as Route}
              className={link}
              {...(version === shown && against === null ? { 'aria-current': 'page' as const } : {})}
            >
              Version {version}
            </Link>
            {n === 0 && <Badge variant="info">in force</Badge>}
            {version > 1 && (
              <Link
                href={policyHref(policyId, { version, against: version - 1 }) as Route}
                className={link}
                {...(version === shown && against === version - 1 ? { 'aria-current': 'page' as const } : {})}
              >
                What it changed<span className="sr-only">: version {version}</span>
              </Link>
            )}
          </div>
          <p className="text-[0.8125rem] text-muted-foreground">
            <TimeAgo at={publishedAt} now={now} exact /> by {publishedBy ?? 'a former member'}
          </p>
        </li>
      ))}
    </ol>
  )
}
