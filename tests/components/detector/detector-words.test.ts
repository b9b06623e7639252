import { describe, expect, it } from 'vitest'
import { changeWords } from '@/components/detector/change-words'
import { choiceWords, currentWords, ownerWords, spanWords, underWayWords } from '@/components/detector/detector-words'
import { detectorUses } from '@/lib/detect/detectors/detector'

describe('a choice', () => {
  it('says of every use but the engine’s own that media leaves, and for whom', () => {
    for (const use of detectorUses) {
      const { privacy } = choiceWords(use, 'detect.example.org')
      expect(privacy).toBe(
        use === 'builtin' ? 'Media stays on this server.' : 'Media leaves this server for detect.example.org.',
      )
    }
    expect(choiceWords('remote', null).privacy).toBe('Media leaves this server for the Detect API.')
  })
  it('says who decides', () => {
    expect(choiceWords('remote_then_builtin', 'a.example').does).toMatch(/^The verdict is that of a\.example/)
    expect(choiceWords('builtin_then_remote', 'a.example').does).toMatch(/^The verdict is the built-in engine’s/)
    expect(currentWords('remote_then_builtin', 'a.example')).toMatch(/a\.example, whose verdict decides/)
    expect(currentWords('builtin', null)).toMatch(/on this server/)
  })
  it('says whose connection it is', () => {
    expect(ownerWords(null)).toBeNull()
    expect(ownerWords('team')).toMatch(/team’s own/)
    expect(ownerWords('instance')).toMatch(/DETECT_API_URL/)
  })
})

describe('figures', () => {
  it('are spans as people read them', () => {
    expect([0, 840, 999, 1000, 59_900, 185_000].map(spanWords)).toEqual([
      '0 ms',
      '840 ms',
      '999 ms',
      '1.0 s',
      '59.9 s',
      '3:05 min',
    ])
  })
  it('count what is under way, and what is held up', () => {
    expect(underWayWords(0, 0)).toBe('None.')
    expect(underWayWords(1, 0)).toBe('1.')
    expect(underWayWords(1, 1)).toMatch(/It is held up/)
    expect(underWayWords(1200, 2)).toBe('1,200. 2 of them are held up; the cases say by what.')
    expect(underWayWords(3, 1)).toMatch(/1 of them is held up/)
  })
})

describe('a changed detector in the trail', () => {
  const engine = { use: 'builtin', host: null }
  const both = { use: 'remote_then_builtin', host: 'a.example' }
  it('is told from what to what', () => {
    expect(changeWords({ before: engine, after: both, keyReplaced: true })).toBe(
      'It was the built-in engine; now it is the Detect API at a.example, with the built-in engine beside it. The key was replaced.',
    )
    expect(changeWords({ before: { use: 'remote', host: 'a.example' }, after: engine, keyReplaced: false })).toBe(
      'It was the Detect API at a.example; now it is the built-in engine.',
    )
  })
  it('is told as the same where only the key changed', () => {
    expect(changeWords({ before: both, after: both, keyReplaced: true })).toMatch(/^Still .* The key was replaced\.$/)
  })
  it('does not break on facts that nobody wrote', () => {
    expect(changeWords({})).toBe('Still this server’s own choice.')
    expect(changeWords({ before: { use: 'toString' }, after: 7 })).toMatch(
      /does not know; now it is this server’s own choice/,
    )
  })
})
