import { describe, expect, test } from 'vitest'
import { foldLooks } from '@/components/case/fold-looks'
import type { AuditEventType } from '@/lib/audit/events'
import type { TimelineEntry } from '@/lib/cases/read-case'

let id = 0
function entry(type: AuditEventType, actorName = 'Ada'): TimelineEntry {
  id += 1
  return {
    id,
    uid: `u${id}`,
    type,
    at: new Date(1_700_000_000_000 + id * 1000),
    actorKind: 'member',
    actorId: actorName,
    actorName,
    channel: 'portal',
    facts: {},
  }
}

describe('foldLooks', () => {
  test('leaves what happened as it is, and a single look', () => {
    const entries = [entry('case.opened'), entry('case.viewed'), entry('case.decided')]
    expect(foldLooks(entries)).toEqual(entries)
    expect(foldLooks([])).toEqual([])
  })

  test('makes looks in a row one item, of whatever kind', () => {
    const looks = [entry('case.viewed'), entry('media.viewed'), entry('media.played'), entry('case.viewed')]
    const [opened, folded, decided] = foldLooks([entry('case.opened'), ...looks, entry('case.decided')])
    expect(opened).toMatchObject({ type: 'case.opened' })
    expect(folded).toMatchObject({
      title: 'Looked at 4 times',
      detail: 'All by Ada.',
      entries: looks,
      first: looks[0],
      last: looks[3],
    })
    expect(decided).toMatchObject({ type: 'case.decided' })
  })

  test('says who looked how often, most first', () => {
    const [folded] = foldLooks([
      entry('case.viewed', 'Mo'),
      entry('case.viewed', 'Ada'),
      entry('media.viewed', 'Ada'),
      entry('media.viewed', 'Ada'),
    ])
    expect(folded).toMatchObject({ title: 'Looked at 4 times', detail: 'Ada 3 times, Mo once.' })
  })

  test('does not fold across something that happened', () => {
    const folded = foldLooks([entry('case.viewed'), entry('case.claimed'), entry('case.viewed')])
    expect(folded).toHaveLength(3)
    expect(folded.some((item) => 'entries' in item)).toBe(false)
  })
})
