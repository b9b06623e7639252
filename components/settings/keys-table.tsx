import { scopeNames } from '@/components/shell/role-names'
import { TimeAgo } from '@/components/shell/time-ago'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { TeamApiKey } from '@/lib/access/list-api-keys'
import { type RevokeKey, RevokeKeyButton } from './revoke-key-button'

/** The team's keys: what each may do and when it was last used. Never the keys themselves. */
export function KeysTable({ keys, now, revokeKey }: { keys: TeamApiKey[]; now: Date; revokeKey: RevokeKey }) {
  return (
    <Card>
      <Table label="API keys">
        <TableHeader>
          <TableRow>
            <TableHead>Name</TableHead>
            <TableHead className="hidden md:table-cell">Begins with</TableHead>
            <TableHead className="hidden md:table-cell">May</TableHead>
            <TableHead className="hidden lg:table-cell">Made</TableHead>
            <TableHead className="hidden sm:table-cell">Last used</TableHead>
            <TableHead>
              <span className="sr-only">Revoke</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {keys.map((key) => (
            <TableRow key={key.keyId}>
              <TableCell>
                <span className="font-medium break-words">{key.name}</span>
                <span className="block text-[0.8125rem] text-muted-foreground md:hidden">
                  <code className="font-mono">{key.prefix}…</code> may {scopeWords(key)}
                </span>
              </TableCell>
              <TableCell className="hidden md:table-cell">
                <code className="font-mono text-[0.8125rem]">{key.prefix}…</code>
              </TableCell>
              <TableCell className="hidden md:table-cell">{scopeWords(key)}</TableCell>
              <TableCell className="hidden whitespace-nowrap text-muted-foreground lg:table-cell">
                <TimeAgo at={key.createdAt} now={now} />
              </TableCell>
              <TableCell className="hidden whitespace-nowrap text-muted-foreground sm:table-cell">
                {key.lastUsedAt ? <TimeAgo at={key.lastUsedAt} now={now} /> : 'never'}
              </TableCell>
              <TableCell className="text-right whitespace-nowrap">
                {key.revokedAt ? (
                  <Badge variant="outline">
                    revoked <TimeAgo at={key.revokedAt} now={now} />
                  </Badge>
                ) : (
                  <RevokeKeyButton keyId={key.keyId} name={key.name} revokeKey={revokeKey} />
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

function scopeWords({ scopes }: TeamApiKey): string {
  return scopes.map((scope) => scopeNames[scope].name.toLowerCase()).join(', ')
}
