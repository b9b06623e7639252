import { expect, test } from 'vitest'
import { ownActs, permissionGroups } from '@/components/settings/permission-groups'
import { whoMay } from '@/components/settings/roles-table'
import { roles } from '@/lib/access/actor'
import { permissions, type Rule } from '@/lib/access/permissions'

const lines = permissionGroups().flatMap((group) => group.lines)

test('every permission stands in the table once, or is Docket’s own', () => {
  const shown = lines.map(({ permission }) => permission)
  expect(new Set(shown).size).toBe(shown.length)
  const all = Object.entries(permissions as Record<string, Rule>)
  const missing = all.filter(([name]) => !(shown as string[]).includes(name)).map(([, { says }]) => says)
  expect(missing.sort()).toEqual(ownActs().sort())
  expect(ownActs()).toContain(permissions['case.purge'].says)
})

test('what it says is what the server asks', () => {
  for (const line of lines) {
    const rule: Rule = permissions[line.permission]
    for (const role of roles) expect(line.allowed[role]).toBe(rule.roles.includes(role))
    expect(line.proof).toBe(rule.proof === true)
    expect(line.scope).toBe(rule.scope ?? null)
  }
})

test('no group is empty', () => {
  for (const { name, lines } of permissionGroups()) expect(lines.length, name).toBeGreaterThan(0)
})

test('who may is one line where there is no room for columns', () => {
  const line = (permission: string) => {
    const found = lines.find((one) => one.permission === permission)
    if (!found) throw new Error(permission)
    return whoMay(found)
  }
  expect(line('case.claim')).toBe('Everybody')
  expect(line('case.withdraw')).toBe('Managers and admins; API keys with “Delete”')
  expect(line('key.create')).toBe('Admins')
})
