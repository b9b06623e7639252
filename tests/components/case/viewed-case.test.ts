import { describe, expect, it } from 'vitest'
import {
  failedForGood,
  failureOf,
  isRetryable,
  mediaStateOf,
  picturesOf,
  regionsOf,
  shownRun,
} from '@/components/case/viewed-case'
import type { CaseCopy, CaseDetail, CaseDetection, CaseEvidence } from '@/lib/cases/read-case'

const original = {
  id: 'o1',
  copy: 'original',
  mediaType: 'image',
  contentType: 'image/png',
  width: 4,
  height: 3,
  durationSeconds: null,
  deletedAt: null,
} as CaseCopy
const map = { ...original, id: 'm1', copy: 'map' } as CaseCopy
type Found = CaseDetail['case']
const found = (state: string) => ({ state, title: 'a.png' }) as CaseDetail['case']
const piece = (part: Partial<CaseEvidence>) =>
  ({ id: 'e1', title: 'JPEG ghosts', mapMediaId: null, mapCaption: null, region: null, ...part }) as CaseEvidence

describe('mediaStateOf', () => {
  it('is present with the address of its bytes', () => {
    const state = mediaStateOf({ case: found('waiting'), copies: [map, original] })
    expect(state).toMatchObject({ kind: 'present', media: { url: '/api/media/o1', title: 'a.png' } })
  })
  it('is awaited while a URL is fetched, and absent when that failed', () => {
    expect(mediaStateOf({ case: found('analysing'), copies: [] }).kind).toBe('awaited')
    expect(mediaStateOf({ case: found('failed'), copies: [] }).kind).toBe('absent')
  })
  it('is not shown before anybody looked at its bytes', () => {
    const unseen = { ...original, sha256: '' }
    expect(mediaStateOf({ case: found('analysing'), copies: [unseen] }).kind).toBe('awaited')
    expect(mediaStateOf({ case: found('failed'), copies: [unseen] }).kind).toBe('absent')
  })
  it('says when it was deleted', () => {
    const at = new Date()
    expect(mediaStateOf({ case: found('decided'), copies: [{ ...original, deletedAt: at }] })).toEqual({
      kind: 'deleted',
      at,
      because: null,
    })
  })
  it('is shown under zero retention until it is purged; then being deleted, deleted as asked', () => {
    const asked = { zeroRetention: true, retention: 'due', purgeReason: 'zero_retention' }
    const zero = (part: object) => ({ ...found('waiting'), ...asked, ...part }) as Found
    const kindOf = (part: object, copies = [original]) => mediaStateOf({ case: zero(part), copies })
    expect(kindOf({ state: 'analysing' })).toMatchObject({ kind: 'present' })
    expect(kindOf({ state: 'analysing' }, [])).toEqual({ kind: 'awaited' })
    expect(kindOf({})).toMatchObject({ kind: 'present' })
    expect(kindOf({ retention: 'purging' })).toEqual({ kind: 'deleting', because: 'zero_retention' })
    expect(kindOf({ retention: 'purging', purgeReason: 'key_lost' })).toEqual({
      kind: 'deleting',
      because: 'key_lost',
    })
    const at = new Date()
    const purged = { retention: 'purged', fileDeletedAt: at }
    expect(kindOf(purged)).toEqual({ kind: 'deleted', at, because: 'zero_retention' })
    expect(kindOf({ ...purged, state: 'failed' }, []).kind).toBe('absent')
  })
  it('is shown to nobody from the moment somebody orders its deletion', () => {
    const ordered = { ...found('decided'), retention: 'due', purgeReason: 'manual' } as Found
    expect(mediaStateOf({ case: ordered, copies: [original] })).toEqual({ kind: 'deleting', because: 'manual' })
    const kept = { ...found('decided'), retention: 'keep', purgeReason: null } as Found
    expect(mediaStateOf({ case: kept, copies: [original] })).toMatchObject({ kind: 'present' })
  })
  it('says who had it deleted, from the moment of the withdrawal', () => {
    const at = new Date()
    const withdrawn = { ...found('closed'), withdrawnAt: at, retention: 'due' } as Found
    expect(mediaStateOf({ case: withdrawn, copies: [original] })).toEqual({ kind: 'deleting', because: 'withdrawn' })
    const gone = { ...withdrawn, retention: 'purged', fileDeletedAt: at } as Found
    expect(mediaStateOf({ case: gone, copies: [] })).toEqual({ kind: 'deleted', at, because: 'withdrawn' })
  })
})

it('another analysis cannot help where all of the last round failed by the media', () => {
  const run = (second: boolean, isFinal: boolean, minute = 1) => ({
    ...{ createdAt: new Date(minute * 60_000), secondOpinion: second, failedForGood: isFinal },
  })
  expect(failedForGood([run(false, true)])).toBe(true)
  expect(failedForGood([run(false, true), run(true, true)])).toBe(true)
  expect(failedForGood([run(false, true), run(true, false)])).toBe(false)
  expect(failedForGood([run(false, false), run(true, true)])).toBe(false)
  // A later try counts, not the one before it.
  expect(failedForGood([run(false, false, 2), run(false, true)])).toBe(false)
  expect(failedForGood([])).toBe(false)
})

describe('isRetryable', () => {
  const failed = (part: object) => ({ ...found('failed'), retention: 'keep', sourceUrl: null, ...part }) as Found
  it('is a case whose media, or the URL of it, is still known', () => {
    expect(isRetryable({ case: failed({}), copies: [original] })).toBe(true)
    expect(isRetryable({ case: failed({ sourceUrl: 'https://example.org/a.png' }), copies: [] })).toBe(true)
  })
  it('is none whose media is gone or about to go', () => {
    expect(isRetryable({ case: failed({}), copies: [] })).toBe(false)
    expect(isRetryable({ case: failed({}), copies: [{ ...original, deletedAt: new Date() }] })).toBe(false)
    expect(isRetryable({ case: failed({ zeroRetention: true, retention: 'due' }), copies: [original] })).toBe(false)
    expect(isRetryable({ case: failed({ retention: 'purging' }), copies: [original] })).toBe(false)
  })
})

describe('what the viewer gets', () => {
  it('is the newest completed run', () => {
    const run = (id: string, status: string) => ({ id, status }) as CaseDetection
    expect(shownRun([run('3', 'processing'), run('2', 'completed'), run('1', 'completed')])?.id).toBe('2')
    expect(shownRun([run('1', 'failed')])).toBeUndefined()
  })
  it('are the maps that still exist', () => {
    const withMap = piece({ mapMediaId: 'm1', mapCaption: 'Bright: changed.' })
    expect(picturesOf([piece({}), withMap], [original, map])).toEqual([
      { evidenceId: 'e1', title: 'JPEG ghosts', url: '/api/media/m1', caption: 'Bright: changed.' },
    ])
    expect(picturesOf([withMap], [{ ...map, deletedAt: new Date() }])).toEqual([])
    expect(picturesOf([withMap], [original])).toEqual([])
  })
  it('are the regions that evidence is about', () => {
    const region = { left: 0, top: 0, width: 0.5, height: 0.5 }
    expect(regionsOf([piece({}), piece({ id: 'e2', region })])).toEqual([
      { evidenceId: 'e2', title: 'JPEG ghosts', region },
    ])
  })
})

describe('failureOf', () => {
  const run = (status: string, errorMessage: string | null = null) => ({ status, errorMessage }) as CaseDetection
  const waiting = { state: 'waiting', failure: null } as Found
  it('is what the runs say where people decide without an analysis', () => {
    expect(failureOf({ case: waiting, detections: [run('failed', 'Cut off.'), run('failed', 'Earlier.')] })).toBe(
      'Cut off.',
    )
    expect(failureOf({ case: waiting, detections: [run('failed', 'Cut off.'), run('completed')] })).toBeNull()
    expect(failureOf({ case: waiting, detections: [] })).toBeNull()
  })
  it('is not guessed from the runs that somebody may see who owes an impression: completed ones are kept back', () => {
    expect(failureOf({ case: waiting, detections: [run('failed', 'Cut off.')] }, true)).toBeNull()
    const failed = { state: 'failed', failure: 'Cut off.' } as Found
    expect(failureOf({ case: failed, detections: [] }, true)).toBe('Cut off.')
  })
})
