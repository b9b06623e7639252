import { describe, expect, test } from 'vitest'
import { changesOf, factName, factValue } from '@/components/audit/fact-words'

describe('changesOf', () => {
  const before = { portalDefault: false, portalWindow: 1440, apiWindow: 0 }

  test('puts what changed first, in words, and keeps what did not', () => {
    const after = { portalDefault: false, portalWindow: 90, apiWindow: 0 }
    expect(changesOf(before, after)).toEqual([
      { name: 'Deleted after hand-in on the portal', before: '1 day', after: '90 minutes', changed: true },
      { name: 'Zero retention preset on Submit', before: 'off', after: 'off', changed: false },
      {
        name: 'Deleted after hand-in over the API',
        before: 'as soon as the analysis has ended',
        after: 'as soon as the analysis has ended',
        changed: false,
      },
    ])
  })

  test('names each of Submit’s options by what it is called there', () => {
    const was = { submitDefaults: { visualize: true, modality: 'all', maxVideoSecs: null, gone: 1 } }
    const is = { submitDefaults: { visualize: false, modality: 'audio', maxVideoSecs: 90, gone: 2 } }
    expect(changesOf(was, is).map(({ name, before, after }) => [name, before, after])).toEqual([
      ['Submit begins with “Draw maps”', 'on', 'off'],
      ['Submit begins with “Of a video”', 'Picture and sound', 'Sound alone'],
      ['Submit begins with “Seconds of a video at most”', 'none', '90'],
      ['Submit defaults gone', '1', '2'],
    ])
  })

  test('tells a setting that was not there from one that is empty', () => {
    expect(changesOf(null, { use: 'remote', host: null })).toEqual([
      { name: 'Detector', before: 'not set', after: 'remote', changed: true },
      { name: 'Host', before: 'not set', after: '—', changed: true },
    ])
    expect(changesOf(null, null)).toEqual([])
    expect(changesOf('a', 'b')).toEqual([{ name: 'Value', before: 'a', after: 'b', changed: true }])
  })
})

test('names and values of facts read as words, with people’s names', () => {
  expect([factName('mediaId'), factName('sha256'), factName('zeroRetention')]).toEqual([
    'Media id',
    'SHA-256',
    'Zero retention',
  ])
  expect([factName('queueId'), factName('before', 'case.queued')]).toEqual(['Queue', 'Queue before'])
  expect(factName('before', 'queue.changed')).toBe('Before')
  expect(factValue('m1', { m1: 'Mo' })).toBe('m1 (Mo)')
  expect(factValue('toString')).toBe('toString')
  expect([factValue(null), factValue(true), factValue(0.5), factValue(['a'])]).toEqual(['—', 'yes', '0.5', '["a"]'])
})
