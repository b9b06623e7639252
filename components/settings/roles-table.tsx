import { Check, Minus } from 'lucide-react'
import { roleNames, scopeNames } from '@/components/shell/role-names'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { type Role, roles } from '@/lib/access/actor'
import { type PermissionLine, permissionGroups } from './permission-groups'

/** Who may do what, in words, group by group; `own` is the reader's role, whose column stands out. */
export function RolesTable({ own }: { own: Role }) {
  return (
    <Card className="overflow-hidden">
      <Table label="What each role and each API key may do">
        <TableHeader>
          <TableRow>
            <TableHead>What</TableHead>
            {roles.map((role) => (
              <TableHead
                key={role}
                className={cn('hidden text-center md:table-cell', role === own && 'text-foreground')}
              >
                {roleNames[role].name}
                {role === own && <span className="block font-normal">your role</span>}
              </TableHead>
            ))}
            <TableHead className="hidden md:table-cell">API key with</TableHead>
          </TableRow>
        </TableHeader>
        {permissionGroups().map(({ name, lines }) => (
          <TableBody key={name} className="border-b last:border-0">
            <TableRow className="bg-muted/60">
              <th
                scope="rowgroup"
                colSpan={roles.length + 2}
                className="px-3 py-2 text-left text-xs font-medium text-muted-foreground"
              >
                {name}
              </th>
            </TableRow>
            {lines.map((line) => (
              <Line key={line.permission} line={line} own={own} />
            ))}
          </TableBody>
        ))}
      </Table>
    </Card>
  )
}

function Line({ line, own }: { line: PermissionLine; own: Role }) {
  return (
    <TableRow>
      <th scope="row" className="px-3 py-2.5 text-left font-normal text-pretty">
        {line.says}
        {line.proof && (
          <Badge variant="outline" className="ml-2 align-middle whitespace-nowrap">
            asks again
          </Badge>
        )}
        <span className="block text-[0.8125rem] text-muted-foreground md:hidden">{whoMay(line)}</span>
      </th>
      {roles.map((role) => (
        <TableCell key={role} className={cn('hidden text-center md:table-cell', role === own && 'bg-accent/50')}>
          <Mark allowed={line.allowed[role]} />
        </TableCell>
      ))}
      <TableCell className="hidden md:table-cell">
        {line.scope ? <code className="font-mono text-[0.8125rem]">{line.scope}</code> : <Mark allowed={false} />}
      </TableCell>
    </TableRow>
  )
}

function Mark({ allowed }: { allowed: boolean }) {
  const Icon = allowed ? Check : Minus
  return (
    <>
      <Icon aria-hidden className={cn('inline size-4', !allowed && 'text-muted-foreground opacity-50')} />
      <span className="sr-only">{allowed ? 'Yes' : 'No'}</span>
    </>
  )
}

/** Who may, in one line, where there is no room for columns. */
export function whoMay({ allowed, scope, operator }: Pick<PermissionLine, 'allowed' | 'scope' | 'operator'>): string {
  const named = roles.filter((role) => allowed[role]).map((role) => `${roleNames[role].name.toLowerCase()}s`)
  const people = named.length === roles.length ? 'Everybody' : sentenceStart(named.join(' and '))
  const said = named.length > 0 ? people : operator ? 'Whoever runs the server' : 'Nobody in the team'
  return scope ? `${said}; API keys with “${scopeNames[scope].name}”` : said
}

function sentenceStart(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
