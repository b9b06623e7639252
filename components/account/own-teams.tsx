import { roleNames } from '@/components/shell/role-names'
import { Badge } from '@/components/ui/badge'
import type { Account } from '@/lib/access/read-account'

/** The teams one is in, and as what. */
export function OwnTeams({ teams, present }: { teams: Account['teams']; present: string }) {
  return (
    <ul aria-label="Teams" className="divide-y rounded-md border">
      {teams.map((team) => (
        <li key={team.teamId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3 text-sm">
          <span className="flex min-w-0 flex-wrap items-center gap-2 font-medium break-words">
            {team.name}
            {team.teamId === present ? <Badge variant="outline">you are here</Badge> : null}
          </span>
          <span className="text-muted-foreground">{roleNames[team.role].name}</span>
        </li>
      ))}
    </ul>
  )
}
