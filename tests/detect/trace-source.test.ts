import { expect, test } from 'vitest'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { traceSource } from '@/lib/detect/trace-source'
import type { Label } from '@/lib/engine/analysis'
import { findTags } from '@/lib/engine/container/find-tags'
import { toEvidence } from '@/lib/engine/to-evidence'
import { redactResult } from '@/lib/retention/redact-result'
import { analysed, fakePicture, fakeRecording, generatorMark, piece, plainRecording } from '../support/examined'

const asked = DetectionParameters.parse({ audioSourceTracing: true })
const tags = (given: Record<string, string>) => new Map(Object.entries(given).map(([key, value]) => [key, [value]]))
const marked = (given: Record<string, string>) =>
  analysed(
    'audio',
    findTags(tags(given), 'sound').map((finding) => toEvidence('sound.tags', finding)),
  )

test('the generator that the recording’s own marks name', () => {
  expect(traceSource(fakeRecording, asked)).toEqual({ label: 'ElevenLabs', errorMessage: null })
  expect(traceSource(marked({ encoder: 'Suno v4' }), asked)).toEqual({ label: 'Suno', errorMessage: null })
  expect(traceSource(marked({ aigc: '{"Label":"1","ContentProducer":"Studio X"}' }), asked)).toEqual({
    label: 'Studio X',
    errorMessage: null,
  })
})

test('the generator that Content Credentials name, where they declare the recording generated', () => {
  const credentials = (points: 'synthetic' | 'context') =>
    analysed('audio', [
      piece('provenance.c2pa', { ...generatorMark, points, facts: { claimGenerator: 'Voice Studio' } }),
      ...(points === 'context'
        ? [piece('sound.tags', { ...generatorMark, facts: { mark: 'digital source type x' } })]
        : []),
    ])
  expect(traceSource(credentials('synthetic'), asked)?.label).toBe('Voice Studio')
  expect(traceSource(credentials('context'), asked)?.label).toBeNull()
})

test('where no generator is named, the reason', () => {
  for (const of of [marked({ comment: 'made with AI' }), marked({ aigc: '{"Label":"1"}' })]) {
    expect(traceSource(of, asked)).toEqual({ label: null, errorMessage: expect.stringMatching(/name no generator/) })
  }
})

test('where no mark names one, the classic synthesiser whose voice was recognised', () => {
  const voice = (more: object) =>
    analysed('audio', [
      piece('sound.tags', { ...generatorMark, facts: { mark: 'digital source type x' } }),
      piece('sound.voice', { status: 'hit', points: 'synthetic', facts: { voiceFamily: 'Flite' }, ...more }),
    ])
  expect(traceSource(voice({}), asked)).toEqual({ label: 'Flite', errorMessage: null })
  expect(traceSource(redactResult(voice({})), asked)?.label).toBe('Flite')
  expect(traceSource(voice({ status: 'clear' }), asked)?.label).toBeNull()
  expect(traceSource(voice({ status: 'clear' }), asked)?.errorMessage).toMatch(/not recognised as one of the classic/)
  expect(traceSource(voice({ facts: { voiceFamily: null } }), asked)).toEqual({
    label: null,
    errorMessage: expect.stringMatching(/sounds like a classic speech synthesiser, but as much like eSpeak as/),
  })
})

test('under zero retention a generator of our own list is named, and a name of the file’s own is said to be unkept', () => {
  expect(traceSource(redactResult(fakeRecording), asked)).toEqual({ label: 'ElevenLabs', errorMessage: null })
  const credentials = { ...generatorMark, facts: { state: 'intact', claimGenerator: 'Voice Studio' } }
  for (const of of [
    marked({ aigc: '{"Label":"1","ContentProducer":"Studio X"}' }),
    analysed('audio', [piece('provenance.c2pa', credentials)]),
  ]) {
    expect(traceSource(redactResult(of), asked)).toEqual({
      label: null,
      errorMessage: expect.stringMatching(/not kept under zero retention/),
    })
  }
})

test('only if asked for, only for sound, only where it was judged fake', () => {
  expect(traceSource(fakeRecording, DetectionParameters.parse({}))).toBeNull()
  expect(traceSource(plainRecording, asked)).toBeNull()
  expect(traceSource(fakePicture, asked)).toBeNull()
  const video = { ...fakeRecording, mediaType: 'video' as const }
  expect(traceSource(video, asked)).toBeNull()
  expect(traceSource(video, { ...asked, modality: 'audio' })?.label).toBe('ElevenLabs')
  const sound = (label: Label) => traceSource({ ...video, sound: { label, score: 0.9 } }, asked)
  expect(sound('Fake')?.label).toBe('ElevenLabs')
  expect(sound('Neutral/Uncertain')).toBeNull()
})
