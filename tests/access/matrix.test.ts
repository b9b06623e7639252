import { describe, expect, test } from 'vitest'
import { pageEntries } from '@/components/palette/entries'
import { navigationFor } from '@/components/shell/navigation'
import { type Member, roles } from '@/lib/access/actor'
import { type Permission, permissions } from '@/lib/access/permissions'
import { type Access, asksProof, isOpen, mayRole } from './matrix/access'
import { actions } from './matrix/actions'
import { pages } from './matrix/pages'
import { routes } from './matrix/routes'
import { addressOf, pageFiles } from './matrix/tree'

/*
 * One table says who may do what (lib/access/permissions.ts); here it is held against all that reads it. What each page,
 * action and route answers to each visitor stands in matrix-pages, matrix-actions and matrix-routes.
 */

/** Asked for within what asks for something else; and of whoever runs the server, at its command line. */
const within: Permission[] = ['case.route', 'member.add']

const memberWith = (role: Member['role']): Member => ({
  kind: 'member',
  ...{ teamId: '', teamName: '', memberId: '', sessionId: '', name: '', email: '', role, provedAt: new Date() },
})
const shownTo = (role: Member['role']) => navigationFor(memberWith(role)).flatMap(({ entries }) => entries)
const byAddress = new Map(Object.entries(pages).map(([file, access]) => [addressOf(file), access]))

describe('navigation, palette and pages read the same table', () => {
  const everything = new Map(roles.flatMap((role) => shownTo(role).map((entry) => [entry.href as string, entry])))

  test('whatever the navigation leads to is a page', () => {
    const addresses = pageFiles.map(addressOf)
    expect([...everything.keys()].filter((href) => !addresses.includes(href))).toEqual([])
  })

  test.each(roles)('a %s is led to the pages that open for them, and to no other', (role) => {
    const shown = shownTo(role).map(({ href }) => href as string)
    for (const href of everything.keys()) {
      const access = byAddress.get(href)
      expect(shown.includes(href), href).toBe(access !== undefined && mayRole(access, role))
    }
  })

  test('an entry asks for the permission that its page asks for', () => {
    const asked = (access: Access | undefined) =>
      typeof access === 'string' ? access : access && 'permission' in access ? access.permission : undefined
    const differ = [...everything].filter(([href, { permission }]) => asked(byAddress.get(href)) !== permission)
    expect(differ.map(([href, { permission }]) => `${href}: ${permission}, ${asked(byAddress.get(href))}`)).toEqual([])
  })

  test.each(roles)('the palette offers a %s what the navigation does', (role) => {
    const offered = pageEntries(navigationFor(memberWith(role))).map(({ href, label }) => `${label} ${href}`)
    expect(offered).toEqual(shownTo(role).map(({ href, label }) => `${label} ${href}`))
  })
})

describe('the table', () => {
  const declared: Access[] = [
    ...Object.values(pages),
    ...Object.values(actions).flatMap((one) => Object.values(one)),
    ...Object.values(routes).flatMap((one) => Object.values(one)),
  ]

  test('no page asks for proof: what is only looked at is looked at', () => {
    expect(Object.entries(pages).filter(([, access]) => asksProof(access))).toEqual([])
  })

  test('whatever is open to anyone, or to whoever is signed in, says why', () => {
    const reasons = declared.flatMap((access) =>
      typeof access === 'object' && !('permission' in access) ? Object.values(access) : [],
    )
    expect(reasons.length).toBeGreaterThan(10)
    expect(reasons.filter((reason) => typeof reason === 'string' && reason.length < 6)).toEqual([])
  })

  test('nothing of the portal is open to anyone', () => {
    const open = Object.entries(pages).filter(([file, access]) => file.startsWith('app/(portal)/') && isOpen(access))
    const openActions = Object.entries(actions).filter(
      ([file, named]) => file.startsWith('app/(portal)/') && Object.values(named).some(isOpen),
    )
    expect([...open, ...openActions]).toEqual([])
  })

  test('a permission that a person can have is asked for somewhere', () => {
    const asked = new Set(
      declared.map((one) => (typeof one === 'string' ? one : 'permission' in one ? one.permission : null)),
    )
    const unused = (Object.keys(permissions) as Permission[]).filter(
      (one) => permissions[one].roles.length > 0 && !asked.has(one),
    )
    expect(unused.filter((one) => !within.includes(one))).toEqual([])
  })
})
