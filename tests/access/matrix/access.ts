import { type Permission, permissions, type Rule } from '@/lib/access/permissions'
import type { Method } from './tree'

/**
 * What a page, an action or a route asks of whoever comes: a permission; or that somebody is signed in, and no more; or
 * nothing, with the reason.
 */
export type Access = Permission | Beforehand | Anyone | AnyMember | AnyKey

/** A permission that also reaches people who have to set their second step up first. */
interface Beforehand {
  permission: Permission
  withoutSecondStep: true
}

interface Anyone {
  anyone: string
}

interface AnyMember {
  anyMember: string
  withoutSecondStep?: true
}

/** For routes of the Detect API: whatever its scopes. */
interface AnyKey {
  anyKey: string
}

export type Pages = Record<string, Access>
export type Actions = Record<string, Record<string, Access>>
export type Routes = Record<string, Partial<Record<Method, Access>>>

/** The rule of the table that stands behind it; null: it asks for none. */
export function ruleOf(access: Access): Rule | null {
  if (typeof access === 'string') return permissions[access]
  return 'permission' in access ? permissions[access.permission] : null
}

export const isOpen = (access: Access): access is Anyone => typeof access === 'object' && 'anyone' in access

/** Whether people of the role may. */
export function mayRole(access: Access, role: 'moderator' | 'manager' | 'admin'): boolean {
  return ruleOf(access)?.roles.includes(role) ?? true
}

/** Whether a member must have proved lately who they are. */
export const asksProof = (access: Access): boolean => ruleOf(access)?.proof === true

/** Whether it also reaches people who have to set their second step up first. */
export function withoutSecondStep(access: Access): boolean {
  return typeof access === 'object' && 'withoutSecondStep' in access
}
