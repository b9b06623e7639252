import { Lock } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import type { Role } from '@/lib/access/actor'
import { type Permission, permissions } from '@/lib/access/permissions'
import { EmptyState } from './empty-state'
import { Page } from './page'
import { roleNames } from './role-names'

/** What a page shows to a member whose role does not reach it: what it would be, who may, and a way back. */
export function PermissionDenied({ title, permission, role }: { title: string; permission: Permission; role: Role }) {
  const rule = permissions[permission]
  const allowed = rule.roles.map((one) => `${roleNames[one].name.toLowerCase()}s`).join(' and ')
  return (
    <Page title={title} width="narrow">
      <EmptyState
        icon={Lock}
        title="Your role does not reach this page"
        actions={
          <Button asChild variant="outline">
            <Link href="/">Back to Home</Link>
          </Button>
        }
      >
        <p>
          “{rule.says}” is for {allowed}. Your role is {roleNames[role].name.toLowerCase()}. If you need it, ask an
          admin of your team.
        </p>
      </EmptyState>
    </Page>
  )
}
