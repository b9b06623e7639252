import { expect, test } from 'vitest'
import { evidencePlace, lettersOf } from '@/components/case/evidence-place'

type Piece = Parameters<typeof evidencePlace>[0]
const piece = (check: string, change: Partial<Piece> = {}): Piece => ({
  ...{ id: 'e', detectionId: 'd', check, region: null, time: null },
  ...change,
})

test.each([
  ['provenance.c2pa', 'file'],
  ['video.tags', 'file'],
  ['container.facts', 'file'],
  ['jpeg.ghost', 'picture'],
  ['picture.tags', 'picture'],
  ['video.frames', 'picture'],
  ['sound.pauses', 'sound'],
  ['remote.sound', 'sound'],
  ['remote.video', 'picture'],
])('%s is pinned on: %s', (check, track) => {
  expect(evidencePlace(piece(check))).toEqual({ track, detectionId: 'd', evidenceId: 'e' })
})

test('its place and its moment go with it; what has a place is on the picture', () => {
  const region = { left: 0, top: 0, width: 0.5, height: 0.5 }
  expect(evidencePlace(piece('model.content', { region, time: { start: 2, end: 3 } }))).toMatchObject({
    ...{ track: 'picture', region, startSeconds: 2, endSeconds: 3 },
  })
})

test('the letters of each piece', () => {
  const exhibits = [
    { evidenceId: 'e', label: 'A' },
    { evidenceId: null, label: 'B' },
    { evidenceId: 'e', label: 'C' },
  ]
  expect([...lettersOf(exhibits)]).toEqual([['e', ['A', 'C']]])
})
