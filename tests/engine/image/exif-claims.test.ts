import { describe, expect, it } from 'vitest'
import { listContradictions } from '@/lib/engine/image/exif-claims'

const now = Date.parse('2026-03-01T12:00:00Z')
const at = (time: string) => new Date(time)

describe('what an EXIF block says', () => {
  it('is taken as it is where it can be true', () => {
    expect(listContradictions({}, now)).toEqual([])
    const honest = {
      takenAt: at('2026-02-01T10:00:00Z'),
      modifiedAt: at('2026-02-03T10:00:00Z'),
      locatedOn: at('2026-02-02T00:00:00Z'),
      latitude: 51.5,
      longitude: 179.9,
      make: 'Canon',
      software: 'Adobe Photoshop 25.0',
    }
    expect(listContradictions(honest, now)).toEqual([])
  })

  it('is doubted where its times are in the wrong order by more than a day of time zones', () => {
    const takenAt = at('2026-02-02T12:00:00Z')
    expect(listContradictions({ takenAt, modifiedAt: at('2026-02-01T12:00:00Z') }, now)).toEqual([])
    expect(listContradictions({ takenAt, modifiedAt: at('2026-02-01T09:00:00Z') }, now)).toEqual([
      'it was last changed before it was taken',
    ])
    expect(listContradictions({ takenAt: at('2026-03-04T12:00:00Z') }, now)).toEqual(['it was taken in the future'])
    expect(listContradictions({ takenAt, locatedOn: at('2026-01-20T12:00:00Z') }, now)).toEqual([
      'its position was fixed on another day than it was taken',
    ])
  })

  it('is doubted where there is no such place, and where a camera made a generator’s picture', () => {
    expect(listContradictions({ latitude: 91 }, now)).toEqual(['its position is nowhere on Earth'])
    expect(listContradictions({ longitude: 180.5 }, now)).toEqual(['its position is nowhere on Earth'])
    expect(listContradictions({ model: 'EOS R5', software: 'Midjourney' }, now)).toEqual([
      'it names a camera and an image generator',
    ])
    expect(listContradictions({ software: 'Midjourney' }, now)).toEqual([])
  })
})
