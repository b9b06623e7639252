import { describe, expect, it } from 'vitest'
import { timesOf, withTimes } from '@/components/case/pin-times'
import { exactTime, secondsIn } from '@/components/media/clock-time'
import { imagePins } from '@/components/media/image-pins'
import { spanPins } from '@/components/media/span-pins'
import { partBetween, partInView } from '@/components/media/view-geometry'

const region = { left: 0.1, top: 0.2, width: 0.3, height: 0.4 }

describe('imagePins', () => {
  it('offers all of the picture where nothing closer is in view', () => {
    expect(imagePins({ detectionId: null, part: null, marked: null, region: undefined, map: undefined })).toEqual([
      { says: 'All of the picture', place: { track: 'picture' } },
    ])
  })
  it('offers what is closest first, with the evidence it is of', () => {
    const pins = imagePins({
      detectionId: 'd',
      part: region,
      marked: null,
      region: { evidenceId: 'e', title: 'A face', region },
      map: { evidenceId: 'g', title: 'JPEG ghosts', url: '', caption: '' },
    })
    expect(pins.map(({ place }) => place)).toEqual([
      { track: 'picture', region, evidenceId: 'e', detectionId: 'd' },
      { track: 'picture', region, detectionId: 'd' },
      { track: 'picture', evidenceId: 'g', detectionId: 'd' },
      { track: 'picture', detectionId: 'd' },
    ])
  })
})

it('offers what was marked before all else', () => {
  const [first] = imagePins({ detectionId: null, part: region, marked: region, region: undefined, map: undefined })
  expect(first).toEqual({ says: 'The marked part', place: { track: 'picture', region } })
})

describe('partBetween', () => {
  const view = { scale: 0.5, x: 50, y: 0 }
  const picture = { width: 800, height: 400 }
  it('is the frame drawn, whichever way, within the picture', () => {
    const part = { left: 0.25, top: 0.5, width: 0.5, height: 0.25 }
    expect(partBetween({ x: 150, y: 100 }, { x: 350, y: 150 }, view, picture)).toEqual(part)
    expect(partBetween({ x: 350, y: 150 }, { x: 150, y: 100 }, view, picture)).toEqual(part)
    expect(partBetween({ x: 0, y: -20 }, { x: 900, y: 900 }, view, picture)).toEqual({
      ...{ left: 0, top: 0, width: 1, height: 1 },
    })
  })
  it('is nothing for a click, or beside the picture', () => {
    expect(partBetween({ x: 100, y: 100 }, { x: 103, y: 140 }, view, picture)).toBeNull()
    expect(partBetween({ x: 0, y: 10 }, { x: 40, y: 60 }, view, picture)).toBeNull()
  })
})

describe('spanPins', () => {
  it('offers the moment and the track', () => {
    const pins = spanPins({ detectionId: null, main: 'sound', time: 3.1359, span: undefined })
    expect(pins.map(({ says }) => says)).toEqual(['The moment 0:03.1', 'All of the sound'])
    expect(pins[0].place).toEqual({ track: 'sound', startSeconds: 3.14 })
  })
  it('offers the span at the playhead first', () => {
    const span = { track: 'sound', start: 2, end: 4, highest: 0.9, found: [], evidenceId: 'e' } as const
    const [first] = spanPins({ detectionId: 'd', main: 'picture', time: 3, span: { ...span, found: [] } })
    expect(first).toEqual({
      says: 'Sound, 0:02–0:04, highest 90%',
      place: { track: 'sound', startSeconds: 2, endSeconds: 4, detectionId: 'd', evidenceId: 'e' },
    })
  })
})

describe('partInView', () => {
  const picture = { width: 1000, height: 500 }
  const frame = { width: 500, height: 250 }
  it('is nothing while all of it is in view', () => {
    expect(partInView({ scale: 0.5, x: 0, y: 0 }, picture, frame)).toBeNull()
    expect(partInView({ scale: 0.1, x: 200, y: 100 }, picture, frame)).toBeNull()
  })
  it('is the part the frame shows, in shares', () => {
    expect(partInView({ scale: 1, x: -250, y: -125 }, picture, frame)).toEqual({
      left: 0.25,
      top: 0.25,
      width: 0.5,
      height: 0.5,
    })
    expect(partInView({ scale: 1, x: -500, y: 0 }, { width: 1000, height: 200 }, frame)).toEqual({
      left: 0.5,
      top: 0,
      width: 0.5,
      height: 1,
    })
  })
})

describe('times as people write them', () => {
  it('are read, or refused', () => {
    expect(['72', '1:12', '1:12.5', '1:12,5', '1:02:03', ' 0:07 ', '90'].map(secondsIn)).toEqual([
      72, 72, 72.5, 72.5, 3723, 7, 90,
    ])
    expect(['', 'x', '1:60', '1:2:3:4', '-1', '1:', '1e3', '0:75.5'].map(secondsIn)).toEqual(Array(8).fill(null))
  })
  it('are written with tenths where there are any', () => {
    expect([0, 7, 72.46, 59.97, 3723.5, Number.NaN].map(exactTime)).toEqual([
      ...['0:00', '0:07', '1:12.5', '1:00', '1:02:03.5', '0:00'],
    ])
  })
})

describe('withTimes', () => {
  const place = { track: 'sound', startSeconds: 1.234, endSeconds: 2.345 } as const
  it('keeps what was proposed to the hundredth', () => {
    expect(withTimes(place, timesOf(place))).toEqual({ place })
    expect(withTimes({ track: 'sound', startSeconds: 3 }, { from: '0:03', to: '0:03' })).toEqual({
      place: { track: 'sound', startSeconds: 3, endSeconds: 3 },
    })
  })
  it('takes what was typed, and says what is wrong with it', () => {
    expect(withTimes(place, { from: '0:02', to: '4' })).toEqual({ place: { ...place, startSeconds: 2, endSeconds: 4 } })
    expect(withTimes(place, { from: 'soon', to: '4' })).toMatchObject({ faults: { startSeconds: expect.any(String) } })
    expect(withTimes(place, { from: '1', to: 'late' })).toMatchObject({ faults: { endSeconds: expect.any(String) } })
    expect(withTimes(place, { from: '5', to: '4' })).toEqual({ faults: { endSeconds: 'This is before the start.' } })
  })
  it('leaves a place without times alone', () => {
    expect(withTimes({ track: 'file' }, { from: 'x', to: 'y' })).toEqual({ place: { track: 'file' } })
  })
})
