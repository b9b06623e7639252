import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { keyGroups } from '@/components/keys/key-groups'
import { listedKeys } from '@/components/keys/listed-keys'
import { keyActions, keyNames } from '@/lib/desk/key-actions'
import { isFixed, keyFaults, keyMapOf, ownKeysOf, whyNotKey } from '@/lib/desk/key-rules'

describe('the usual keys', () => {
  const usual = keyMapOf({})
  it('have one use each, and none that could not be chosen', () => {
    expect(new Set(Object.values(usual)).size).toBe(keyNames.length)
    expect(keyFaults(usual)).toEqual({})
    expect(keyNames.filter((name) => !isFixed(name)).flatMap((name) => whyNotKey(usual[name]) ?? [])).toEqual([])
  })
  it('all stand in a list; of the digits the first does', () => {
    const listed = keyGroups.flatMap(({ actions }) => actions)
    expect(new Set(listed).size).toBe(listed.length)
    expect(keyNames.filter((name) => !/^choice[2-9]$/.test(name)).toSorted()).toEqual(listed.toSorted())
  })
})

describe('own keys', () => {
  it('count over the usual ones', () => {
    const map = keyMapOf({ next: 'w', previous: 'ö' })
    expect([map.next, map.previous, map.pin]).toEqual(['w', 'ö', 'p'])
    expect(ownKeysOf(map)).toEqual({ next: 'w', previous: 'ö' })
  })
  it('may change places', () => {
    const map = keyMapOf({ next: 'k', previous: 'j' })
    expect([map.next, map.previous]).toEqual(['k', 'j'])
    expect(keyFaults(map)).toEqual({})
  })
  it('leave an action without a key rather than two actions with one', () => {
    const map = keyMapOf({ next: 'p' })
    expect([map.next, map.pin]).toEqual(['p', ''])
    expect(keyFaults(map)).toEqual({ pin: 'Choose a key.' })
  })
  it('are passed over where they are unknown, fixed or no key', () => {
    expect(keyMapOf({ nonsense: 'y', submit: 'y', help: 'h', pin: 'Enter', mute: '7' })).toEqual({
      ...keyMapOf({}),
      mute: 'm',
    })
  })
})

describe('a choice is refused', () => {
  it.each([
    ['Enter', /belong to the browser/],
    [' ', /belong to the browser/],
    ['F1', /belong to the browser/],
    ['', /belong to the browser/],
    ['J', /without Shift/],
    ['+', /image viewer/],
    ['7', /digits/],
  ])('for %j', (key, says) => expect(whyNotKey(key)).toMatch(says))
  it('with a sentence that names the other use', () => {
    const faults = keyFaults({ ...keyMapOf({}), next: 'p' })
    expect(faults.next).toBe('“p” is already the key for “Pin as an exhibit”. One key has one use.')
    expect(faults.pin).toContain('Next case')
    expect(Object.keys(faults)).toHaveLength(2)
  })
  it('for what is the same for everybody', () => {
    expect(keyFaults({ ...keyMapOf({}), next: '?' }).next).toContain(keyActions.help.does)
  })
})

describe('the list', () => {
  it('tells what works here, and the digits as one line', () => {
    const { here, elsewhere } = listedKeys(new Set(['choice1', 'choice2', 'next', 'pin']), keyMapOf({ pin: 'y' }))
    expect(here.map(({ action, keys }) => [action, keys.join(' ')])).toEqual([
      ['next', 'j'],
      ['pin', 'y'],
      ['choice1', '1 – 2'],
    ])
    const others = elsewhere.flatMap(({ keys }) => keys.map(({ action }) => action))
    expect(others).toContain('undo')
    expect(others).not.toContain('pin')
    expect(here.length + others.length).toBe(keyGroups.flatMap(({ actions }) => actions).length)
  })
})

it('stands whole in docs/keys.md', () => {
  const document = fs.readFileSync('docs/keys.md', 'utf8')
  const missing = keyNames
    .filter((name) => !/^choice\d$/.test(name))
    .map((name) => `| \`${keyActions[name].key}\` | ${keyActions[name].does} |`)
    .filter((line) => !document.includes(line))
  expect(missing).toEqual([])
})
