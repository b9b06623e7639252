import { describe, expect, it } from 'vitest'
import type { Analysis, FrameAnalysis, MediaFacts } from '@/lib/engine/analysis'
import { describeCoverage } from '@/lib/engine/coverage'
import { lowJpegQuality } from '@/lib/engine/doubt-compression'
import { listDoubts, shortSeconds, smallSidePixels } from '@/lib/engine/doubts'
import type { Evidence, EvidenceStatus } from '@/lib/engine/evidence'
import { AnalysisFailure } from '@/lib/engine/failure'
import { checks, checksFor, listNotChecked } from '@/lib/engine/registry'
import { notApplicable, runCheck } from '@/lib/engine/run-check'
import { toEvidence } from '@/lib/engine/to-evidence'
import { judge } from '@/lib/engine/verdict'

const of = (name: keyof typeof checks, status: EvidenceStatus): Evidence =>
  toEvidence(name, { ...notApplicable('A reason.'), status })

describe('describeCoverage', () => {
  it('counts what gave an answer and names what was not checked', () => {
    const evidence = [
      of('provenance.c2pa', 'clear'),
      of('picture.tags', 'hit'),
      of('jpeg.ghost', 'not_applicable'),
      ...listNotChecked('image'),
    ]
    expect(describeCoverage(evidence)).toBe(
      '2 of 6 checks applied, 1 did not apply to this file; SynthID watermark, web search and AI-content model not checked.',
    )
  })

  it('counts a check once, and says which failed', () => {
    const evidence = [of('jpeg.facts', 'hit'), of('jpeg.facts', 'clear'), of('picture.facts', 'failed')]
    expect(describeCoverage(evidence)).toBe('1 of 2 checks applied; picture facts failed.')
    expect(describeCoverage([])).toBe('0 of 0 checks applied.')
  })
})

describe('the registry', () => {
  it('lists what can never be checked, for every media type, with a reason', () => {
    for (const mediaType of ['image', 'audio', 'video'] as const) {
      const names = listNotChecked(mediaType).map(({ check }) => check)
      expect(names).toEqual(expect.arrayContaining(['watermark.synthid', 'match.web', 'model.content']))
      expect(names.includes('watermark.audio')).toBe(mediaType !== 'image')
      expect(listNotChecked(mediaType).every(({ status, explain }) => status === 'not_checked' && explain)).toBe(true)
    }
  })

  it('has every check under a title of its own', () => {
    const titles = Object.values(checks).map(({ title }) => title)
    expect(new Set(titles).size).toBe(titles.length)
    expect(checksFor('audio')).not.toContain('jpeg.ghost')
  })
})

describe('runCheck', () => {
  it('turns a broken check into evidence that it failed', async () => {
    const [evidence] = await runCheck('jpeg.facts', () => Promise.reject(new Error('secret detail')))
    expect(evidence).toMatchObject({ check: 'jpeg.facts', status: 'failed', llr: 0, strong: false })
    expect(JSON.stringify(evidence)).not.toContain('secret')
  })

  it('stops waiting for a check that takes too long', async () => {
    const [evidence] = await runCheck('jpeg.facts', () => new Promise(() => {}), 20)
    expect(evidence?.explain).toContain('too long')
  })

  it('lets a failure of the media through', async () => {
    const failure = new AnalysisFailure('The picture is damaged.', { permanent: true })
    await expect(runCheck('jpeg.facts', () => Promise.reject(failure))).rejects.toBe(failure)
  })
})

describe('listDoubts', () => {
  const facts: MediaFacts = {
    container: 'jpeg',
    width: 1000,
    height: 800,
    durationSeconds: null,
    frameRate: null,
    videoCodec: null,
    audioCodec: null,
    sampleRate: null,
    channels: null,
  }
  const codes = (more: {
    facts?: Partial<MediaFacts>
    evidence?: Evidence[]
    frames?: FrameAnalysis[]
  }): Analysis['doubts'][number]['code'][] => {
    const evidence = more.evidence ?? []
    const grounds = {
      facts: { ...facts, ...more.facts },
      evidence,
      verdict: judge(evidence),
      frames: more.frames ?? [],
    }
    return listDoubts(grounds).map(({ code }) => code)
  }
  const saved = (quality: number) =>
    toEvidence('jpeg.facts', { ...notApplicable(''), status: 'clear', facts: { quality } })
  const frame = (score: number): FrameAnalysis => ({ second: 0, hits: [], verdict: { ...judge([]), score } })

  it('says that nothing decides, and only then', () => {
    expect(codes({})).toEqual(['nothing_decides'])
    const hit = toEvidence('picture.tags', {
      ...notApplicable(''),
      status: 'hit',
      points: 'synthetic',
      llr: 5,
      strong: true,
    })
    expect(codes({ evidence: [hit] })).toEqual([])
    expect(codes({ evidence: [{ ...hit, llr: 0 }] })).toEqual(['nothing_decides'])
  })

  it('doubts what is small, short or strongly compressed, from the limit on', () => {
    expect(codes({ facts: { width: smallSidePixels - 1 } })).toContain('low_resolution')
    expect(codes({ facts: { width: smallSidePixels } })).not.toContain('low_resolution')
    expect(codes({ facts: { durationSeconds: shortSeconds - 0.1 } })).toContain('short')
    expect(codes({ facts: { durationSeconds: shortSeconds } })).not.toContain('short')
    expect(codes({ evidence: [saved(lowJpegQuality - 1)] })).toContain('heavy_compression')
    expect(codes({ evidence: [saved(lowJpegQuality)] })).not.toContain('heavy_compression')
  })

  it('doubts frames that disagree', () => {
    expect(codes({ frames: [frame(0.1), frame(0.9)] })).toContain('frames_disagree')
    expect(codes({ frames: [frame(0.5), frame(0.5)] })).not.toContain('frames_disagree')
  })
})
