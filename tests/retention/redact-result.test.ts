import { describe, expect, it } from 'vitest'
import type { Analysis } from '@/lib/engine/analysis'
import type { Evidence } from '@/lib/engine/evidence'
import { summarise } from '@/lib/engine/summary'
import { redactEvidence, redactResult } from '@/lib/retention/redact-result'
import { analysis } from '../support/rows'

const piece = (change: Partial<Evidence>): Evidence => ({
  check: 'provenance.c2pa',
  title: 'Content Credentials (C2PA)',
  family: 'provenance',
  points: 'synthetic',
  status: 'hit',
  llr: 5,
  strong: true,
  explain:
    'Its Content Credentials, signed in the name of Jane Doe, who is not on the trust list, declare it as made by AI.',
  doesNotShow: 'Anyone can sign.',
  facts: { state: 'intact', signer: 'Jane Doe', signerTrust: 'untrusted', claimGenerator: 'Jane’s camera' },
  ...change,
})

/** An analysis whose summary names what decided it, as the engine writes it. */
function telling(evidence: Evidence[], change: Partial<Analysis> = {}): Analysis {
  const summary = summarise('Fake', evidence)
  return analysis({
    verdict: { label: 'Fake', score: 0.99, synthetic: 0.99, manipulated: 0.5, summary },
    evidence,
    ...change,
  })
}

describe('redactResult', () => {
  it('keeps verdict and scores, and takes the signer out of evidence, summary and manifest', () => {
    const result = redactResult(
      telling([piece({})], {
        c2pa: {
          validation_state: 'Valid',
          active_manifest: 'urn:jane',
          manifests: { 'urn:jane': { signature_info: { issuer: 'Jane Doe' } } },
          validation_results: [{ code: 'claimSignature.validated', explanation: 'urn:jane', success: true }],
          message: 'Unchanged since it was signed by Jane Doe.',
        },
      }),
    )
    expect(JSON.stringify(result)).not.toMatch(/jane/i)
    expect(result.verdict).toMatchObject({ label: 'Fake', score: 0.99 })
    expect(result.verdict.summary).toContain('Its Content Credentials declare it as made by a generative AI model.')
    expect(result.evidence[0]).toMatchObject({ llr: 5, facts: { state: 'intact', signerTrust: 'untrusted' } })
    expect(result.c2pa).toMatchObject({
      validation_state: 'Valid',
      validation_results: [{ code: 'claimSignature.validated', success: true }],
    })
  })

  it('keeps caps, and counts except of a match, where the card tells how it was found', () => {
    const card = { name: 'a.card', positives: 9, hits: 8, negatives: 9, falseHits: 0 }
    const counted = (change: Partial<Evidence>) => {
      const [kept] = redactResult(analysis({ evidence: [piece({ cap: 6, card, ...change })] })).evidence
      return [kept?.cap, kept?.card]
    }
    expect(counted({})).toEqual([6, card])
    expect(counted({ check: 'jpeg.ghost', family: 'edit' })).toEqual([6, card])
    expect(counted({ check: 'match.known', family: 'match', status: 'clear' })).toEqual([6, card])
    expect(counted({ check: 'match.known', family: 'match' })).toEqual([6, undefined])
  })

  it('keeps of the maps only those that show nothing of the media, and neither preview nor waveform', () => {
    const map = (check: string) => ({
      kind: 'heatmap' as const,
      path: `/tmp/${check}.png`,
      contentType: 'image/png' as const,
      width: 4,
      height: 4,
      caption: 'A map.',
    })
    const result = redactResult(
      analysis({
        peaks: [0.1, 0.9],
        preview: { path: '/tmp/p.webp', width: 4, height: 4, contentType: 'image/webp' },
        evidence: ['jpeg.ghost', 'picture.copy-move', 'picture.noise', 'sound.spectrogram'].map((check) =>
          piece({ check, family: 'edit', explain: 'Measured.', facts: { quality: 80 }, map: map(check) }),
        ),
      }),
    )
    expect(result).toMatchObject({ peaks: [], preview: null })
    expect(
      result.evidence.map(({ check, map: kept, facts, explain }) => [check, kept?.path, facts.quality, explain]),
    ).toEqual([
      ['jpeg.ghost', '/tmp/jpeg.ghost.png', 80, 'Measured.'],
      ['picture.copy-move', '/tmp/picture.copy-move.png', 80, 'Measured.'],
      // Shapes show in a map of noise.
      ['picture.noise', undefined, 80, 'Measured. Its picture was not kept.'],
      ['sound.spectrogram', undefined, 80, 'Measured. Its picture was not kept.'],
    ])
  })

  it('keeps of a spectrogram what is so of all of it, and not what was heard when', () => {
    const whole = { seconds: 4, highestHz: 8000, strongestHz: 440, shareFrom4000Hz: 0.1 }
    const levels = { levelsHz: '250 8000', levelsWindow: 2, levelsDb: '-20 -40; -3 -30' }
    const spectrogram = piece({ check: 'sound.spectrogram', family: 'signal', facts: { ...whole, ...levels } })
    expect(redactResult(analysis({ evidence: [spectrogram] })).evidence[0]?.facts).toEqual(whole)
  })

  it('takes what a frame was told by the file itself out of the frames', () => {
    const told = { check: 'picture.tags', title: 'Marks', explain: 'Names Jane.' }
    const measured = { check: 'jpeg.ghost', title: 'JPEG ghosts', explain: 'A region was saved before.' }
    const verdict = analysis().verdict
    const result = redactResult(analysis({ frames: [{ second: 1, verdict, hits: [told, measured] }] }))
    expect(result.frames[0]?.hits).toEqual([measured])
  })

  it('changes nothing a second time', () => {
    const once = redactResult(telling([piece({}), piece({ check: 'video.tags', family: 'metadata' })]))
    expect(redactResult(once)).toEqual(once)
  })
})

describe('redactEvidence', () => {
  const explain = (change: Partial<Evidence>) => redactEvidence(piece({ explain: 'Says Jane Doe.', ...change })).explain

  it.each([
    [{ facts: { state: 'changed' }, points: 'manipulated' as const }, /changed after it was signed/],
    [{ points: 'manipulated' as const }, /parts were made/],
    [{ points: 'authentic' as const }, /trusted signer/],
    [{ points: 'context' as const }, /unchanged since it was signed/],
    [{ check: 'sound.tags', family: 'metadata' as const }, /own tags declare it/],
    [{ check: 'video.tags', family: 'metadata' as const, points: 'manipulated' as const }, /declare parts of it/],
    [{ check: 'sound.tags', family: 'metadata' as const, status: 'clear' as const }, /No mark of a generator/],
    [{ check: 'a.later.check', family: 'metadata' as const }, /words were not kept/],
    [{ check: 'a.later.check', family: 'metadata' as const, status: 'clear' as const }, /Nothing was found/],
  ])('says %j in words of its own', (change, says) => {
    expect(explain(change)).toMatch(says)
    expect(explain(change)).not.toContain('Jane')
  })

  it('leaves what was measured, and why something was not checked, as it is', () => {
    expect(explain({ family: 'edit', check: 'jpeg.facts', explain: 'Quality 80.' })).toBe('Quality 80.')
    expect(explain({ status: 'not_checked', explain: 'Only its maker can read it.' })).toBe(
      'Only its maker can read it.',
    )
    expect(redactEvidence(piece({ family: 'signal', facts: { width: 4 } })).facts).toEqual({ width: 4 })
  })
})
