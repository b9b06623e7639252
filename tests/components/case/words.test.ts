import { describe, expect, it } from 'vitest'
import { countdown } from '@/components/case/countdown'
import { factRows, strengthSentence } from '@/components/case/evidence-words'
import { dimensions, fileSize, mediaLength, titleWords } from '@/components/case/media-words'
import { changedParameters, parameterRows, runSeconds } from '@/components/case/run-words'
import { asLabel, percent, scoreSentence, toneOf } from '@/components/case/verdict-words'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { redactedName } from '@/lib/media/redacted-name'

describe('percent', () => {
  it.each([
    [0, '0%'],
    [0.001, 'under 1%'],
    [0.5, '50%'],
    [0.994, '99%'],
    [0.996, 'over 99%'],
    [1, '100%'],
  ])('shows %d as %s', (probability, shown) => expect(percent(probability)).toBe(shown))
})

describe('titles', () => {
  it('that stand for a deleted name say so', () => expect(titleWords(redactedName('witness.jpg'))).toBe('Name deleted'))
  it.each(['redacted_report.pdf', 'witness.jpg', 'my redacted_0123456789abcdef01234567.png'])('keep %s', (title) =>
    expect(titleWords(title)).toBe(title),
  )
})

describe('labels', () => {
  it('are known or nothing', () => {
    expect(asLabel('Likely fake')).toBe('Likely fake')
    expect(asLabel('Perhaps')).toBeNull()
    expect(asLabel(null)).toBeNull()
  })
  it('have a colour each', () => {
    expect(toneOf('Likely fake')).toBe('fake')
    expect(toneOf('Neutral/Uncertain')).toBe('uncertain')
    expect(toneOf('Real')).toBe('real')
  })
  it('never make a number sound certain', () => {
    expect(scoreSentence(0.9999)).toContain('over 99%')
  })
})

describe('strengthSentence', () => {
  it('says when a piece of evidence moves nothing', () => {
    expect(strengthSentence(0, false)).toBe('Does not move the score.')
    expect(strengthSentence(0, true)).toBe('Does not move the score. It may decide the label.')
  })
  it.each([
    [0.69, 'Weak: raises'],
    [0.7, 'Moderate: raises'],
    [1.6, 'Strong: raises'],
    [3, 'Very strong: raises'],
    [-0.8, 'Moderate: lowers'],
  ])('puts %d into words', (llr, start) => expect(strengthSentence(llr, false).startsWith(start)).toBe(true))
  it('gives the number, with a sign', () => {
    expect(strengthSentence(-1.386, false)).toContain('ratio −1.39')
  })
})

describe('factRows', () => {
  it('spells names out and writes values as a person would', () => {
    const facts = { jpegQuality: 0.123456, blocks: 12, c2pa_present: true, signer: null, note: '' }
    expect(factRows(facts)).toEqual([
      ['JPEG quality', '0.1235'],
      ['Blocks', '12'],
      ['C2PA present', 'Yes'],
      ['Signer', 'None'],
      ['Note', 'Empty'],
    ])
  })
})

describe('sizes', () => {
  it('are counted in powers of ten', () => {
    expect(fileSize(999)).toBe('999 B')
    expect(fileSize(1000)).toBe('1.0 kB')
    expect(fileSize(3_400_000)).toBe('3.4 MB')
    expect(dimensions(4000, 3000)).toBe('4000 × 3000 px (12.0 MP)')
    expect(dimensions(64, 64)).toBe('64 × 64 px')
    expect(mediaLength(2.34)).toBe('2.3 s')
    expect(mediaLength(75)).toBe('1:15 (75.0 s)')
  })
})

describe('runs', () => {
  const usual = DetectionParameters.parse({})
  it('list every option', () => {
    expect(parameterRows(usual)).toHaveLength(Object.keys(usual).length - 1)
    expect(changedParameters(usual)).toEqual([])
    expect(changedParameters({ ...usual, maxVideoSecs: 30 })).toEqual(['at most of a video: 30 s'])
    expect(changedParameters(null)).toEqual([])
  })
  it('say how long they took', () => {
    expect(runSeconds(new Date(0), new Date(1550))).toBe('1.6 s')
    expect(runSeconds(new Date(0), null)).toBeNull()
  })
})

describe('countdown', () => {
  it.each([
    [600_000, '10:00'],
    [59_001, '1:00'],
    [9000, '0:09'],
    [0, '0:00'],
    [-5, '0:00'],
  ])('shows %d ms as %s', (left, shown) => expect(countdown(left)).toBe(shown))
})
