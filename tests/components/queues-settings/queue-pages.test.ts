import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { archiveWords } from '@/components/queues-settings/archive-queue'
import { draftIn } from '@/components/queues-settings/queue-form'
import { QueueList } from '@/components/queues-settings/queue-list'
import { moved } from '@/components/settings/reorder'

test('a member of a list is put at another place, and never out of it', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
  for (const [from, to] of [
    [0, 0],
    [0, 3],
    [-1, 1],
    [5, 0],
  ] as const)
    expect(moved(['a', 'b', 'c'], from, to)).toEqual(['a', 'b', 'c'])
})

test('what the form holds', () => {
  const data = new FormData()
  for (const [name, value] of [
    ['name', ' Voices '],
    ['description', ''],
    ['ordering', 'score'],
    ['policyId', 'p1'],
  ] as const)
    data.set(name, value)
  expect(draftIn(data, 'q1')).toEqual({
    blur: false,
    queueId: 'q1',
    name: ' Voices ',
    description: '',
    ordering: 'score',
    policyId: 'p1',
  })
  expect(draftIn(new FormData(), null)).toMatchObject({ queueId: null, ordering: 'deadline', policyId: null })
})

test('what becomes of the cases of an archived queue', () => {
  expect(archiveWords(0)).toMatch(/^No case waits/)
  expect(archiveWords(1)).toMatch(/^The case in it goes/)
  expect(archiveWords(12)).toMatch(/^The 12 cases in it go/)
})

test('queues in their order; the default cannot be archived', () => {
  const queue = {
    id: 'q1',
    name: 'Main queue',
    description: '',
    position: 0,
    isDefault: true,
    blur: true,
    ordering: 'deadline' as const,
    policyId: null,
    own: false,
    createdAt: new Date(0),
    waiting: 4,
    inWork: 1,
  }
  const never = () => new Promise<never>(() => {})
  const shown = renderToStaticMarkup(
    createElement(QueueList, {
      queues: [queue, { ...queue, id: 'q2', name: 'Voices', isDefault: false, blur: false, policyId: 'p1', inWork: 0 }],
      policies: [{ policyId: 'p1', name: 'Impersonation' }],
      save: never,
      archive: never,
      makeDefault: never,
      order: never,
    }),
  )
  for (const text of [
    '4 waiting · 1 in work · Media shielded',
    'Judged by “Impersonation”',
    'Default',
    'Move “Voices” up',
  ])
    expect(shown).toContain(text)
  expect(shown).toContain('Archive “Voices”')
  expect(shown).not.toContain('Archive “Main queue”')
})
