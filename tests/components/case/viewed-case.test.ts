import { describe, expect, it } from 'vitest'
import { mediaStateOf, picturesOf, regionsOf, shownRun } from '@/components/case/viewed-case'
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
  it('says when it was deleted', () => {
    const at = new Date()
    expect(mediaStateOf({ case: found('decided'), copies: [{ ...original, deletedAt: at }] })).toEqual({
      kind: 'deleted',
      at,
    })
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
  })
  it('are the regions that evidence is about', () => {
    const region = { left: 0, top: 0, width: 0.5, height: 0.5 }
    expect(regionsOf([piece({}), piece({ id: 'e2', region })])).toEqual([
      { evidenceId: 'e2', title: 'JPEG ghosts', region },
    ])
  })
})
