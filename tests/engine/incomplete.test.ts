import { describe, expect, it } from 'vitest'
import { doubtLength } from '@/lib/engine/incomplete'

const all = { startRegion: null, endRegion: null }
const says = (...grounds: Parameters<typeof doubtLength>) => doubtLength(...grounds)?.says ?? null

describe('doubtLength', () => {
  const declared = { picture: 60, sound: 60, whole: 60 }

  it('doubts what is below nine tenths of the declared length, and no more', () => {
    expect(says(declared, { picture: 54, sound: 54 }, all)).toBeNull()
    expect(says(declared, { picture: 53, sound: 52 }, all)).toContain('Only 52 of 60 seconds could be read;')
    expect(says({ ...declared, picture: 0.5, sound: 0.5 }, { picture: 0.3, sound: 0.3 }, all)).toBeNull()
  })

  it('names the track that is short where the other is whole', () => {
    expect(says(declared, { picture: 20, sound: 60 }, all)).toContain('20 of 60 seconds of the picture could')
    expect(says(declared, { picture: 60, sound: 20 }, all)).toContain('20 of 60 seconds of the sound could')
  })

  it('holds nothing against a track that declares to be shorter, or was not read', () => {
    expect(says({ ...declared, sound: 20 }, { picture: 60, sound: 20 }, all)).toBeNull()
    expect(says(declared, { picture: 60, sound: null }, all)).toBeNull()
  })

  it('goes by the track that comes further where only the file declares a length', () => {
    const file = { picture: null, sound: null, whole: 60 }
    expect(says(file, { picture: 10, sound: 60 }, all)).toBeNull()
    expect(says(file, { picture: 10, sound: 30 }, all)).toContain('Only 30 of 60 seconds')
    expect(says({ ...file, whole: null }, { picture: 10, sound: 30 }, all)).toBeNull()
  })

  it('does not miss what lies behind the part asked for, or behind ten minutes of frames', () => {
    expect(says(declared, { picture: 30, sound: 30 }, { startRegion: 10, endRegion: 30 })).toBeNull()
    expect(says({ picture: 3600, sound: null, whole: 3600 }, { picture: 600, sound: null }, all)).toBeNull()
  })
})
