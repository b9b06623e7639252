import { describe, expect, test } from 'vitest'
import { leadsAway } from '@/components/shell/unsaved'

const here = { origin: 'http://localhost:3000', pathname: '/settings/routing' }
const plain = { button: 0, metaKey: false, ctrlKey: false, shiftKey: false, altKey: false }
const link = (href: string, more = {}) => ({ href, target: '', download: '', ...more })

describe('leadsAway', () => {
  test('a plain click on a link to another page', () => {
    expect(leadsAway(plain, link('http://localhost:3000/queue'), here)).toBe(true)
    expect(leadsAway(plain, link('http://localhost:3000/queue', { target: '_self' }), here)).toBe(true)
  })
  test('not a place on this page, another part of it, or no place at all', () => {
    expect(leadsAway(plain, link('http://localhost:3000/settings/routing#rules'), here)).toBe(false)
    expect(leadsAway(plain, link('http://localhost:3000/settings/routing?days=7'), here)).toBe(false)
    expect(leadsAway(plain, link(''), here)).toBe(false)
  })
  test('not what opens beside this page, is downloaded, or of which the browser asks', () => {
    const queue = 'http://localhost:3000/queue'
    for (const key of ['metaKey', 'ctrlKey', 'shiftKey', 'altKey'])
      expect(leadsAway({ ...plain, [key]: true }, link(queue), here)).toBe(false)
    expect(leadsAway({ ...plain, button: 1 }, link(queue), here)).toBe(false)
    expect(leadsAway(plain, link(queue, { target: '_blank' }), here)).toBe(false)
    expect(leadsAway(plain, link('http://localhost:3000/x.csv', { download: 'x.csv' }), here)).toBe(false)
    expect(leadsAway(plain, link('https://example.com/queue'), here)).toBe(false)
  })
})
