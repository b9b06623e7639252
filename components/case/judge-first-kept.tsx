import { findingNames } from '@/lib/cases/case-states'
import type { CaseRail } from '@/lib/cases/read-rail'

interface JudgeFirstKeptProps {
  judgeFirst: CaseRail['judgeFirst']
  memberId: string
}

/** What people thought before they saw the score; kept beside what they decide. */
export function JudgeFirstKept({ judgeFirst: { impressions }, memberId }: JudgeFirstKeptProps) {
  if (impressions.length === 0) return null
  return (
    <section aria-labelledby="impressions" className="grid gap-1 text-sm">
      <h3 id="impressions" className="font-medium">
        Before the score was seen
      </h3>
      <ul className="grid gap-0.5">
        {impressions.map(({ memberId: by, name, finding }) => (
          <li key={by}>
            <span className="text-muted-foreground">{by === memberId ? 'You' : (name ?? 'A former member')}: </span>
            {findingNames[finding].name}
          </li>
        ))}
      </ul>
    </section>
  )
}
