import { expect, test } from 'vitest'
import { typeGroups } from '@/components/audit/type-groups'
import { eventNames } from '@/lib/audit/events'

test('everything that can happen is offered once, under a heading of its own', () => {
  const offered = typeGroups.flatMap(({ types }) => types)
  expect(offered.toSorted()).toEqual(Object.keys(eventNames).toSorted())
  expect(typeGroups.map(({ label }) => label)).not.toContain('Other')
})

test('headings are said once, and what belongs together stands together', () => {
  const labels = typeGroups.map(({ label }) => label)
  expect(new Set(labels).size).toBe(labels.length)
  const under = (label: string) => typeGroups.find((group) => group.label === label)?.types
  expect(under('Callbacks')).toContain('callback_secret.rotated')
  expect(under('Detector')).toEqual(['detector.changed', 'detector.tested'])
  expect(under('Analyses')).toContain('detection.sent')
})
