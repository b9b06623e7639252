import type { Permission } from '@/lib/access/permissions'

/** Pages whose filters can be kept under a name. */
export const viewPages = ['audit', 'queue', 'retention'] as const

/** What it takes to see each of them. */
export const pagePermissions: Record<(typeof viewPages)[number], Permission> = {
  audit: 'audit.read',
  queue: 'case.read',
  retention: 'retention.read',
}
