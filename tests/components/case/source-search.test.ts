import { describe, expect, test } from 'vitest'
import { searchedWords } from '@/components/case/source-search'
import { DetectionParameters } from '@/lib/detect/request-parameters'

type Given = Parameters<typeof searchedWords>[0]
type Run = Given['detections'][number]

const original = (mediaType: 'image' | 'audio' | 'video' = 'image', sha256 = 'a'.repeat(64)): Given['copies'] => [
  { copy: 'original', mediaType, sha256 },
]
const run = (change: Partial<Run> = {}, useReverseSearch = false): Run => ({
  ...{ detector: 'builtin', status: 'completed', remote: null, deletedAt: null },
  parameters: DetectionParameters.parse({ useReverseSearch }),
  ...change,
})
const elsewhere = (status: Run['status'], useReverseSearch = true) =>
  run({ detector: 'remote', status }, useReverseSearch)
const of = (...detections: Run[]) => searchedWords({ copies: original(), detections })
const inTeam =
  ' No other case of this team that keeps its media has the same picture, byte for byte. That does not make it new.'

describe('a picture that was found nowhere', () => {
  test('the built-in engine searches no web, whether it was asked to, has ended or failed', () => {
    const says = `The web was not searched: the built-in engine sends nothing out.${inTeam}`
    expect(of(run())).toBe(says)
    expect(of(run({}, true))).toBe(says)
    expect(of(run({ status: 'failed' }))).toBe(says)
  })

  test('another API was asked and named nothing', () => {
    expect(of(elsewhere('completed'), run())).toBe(
      `No place was named by the Detect API, which was asked where this picture was seen before.${inTeam}`,
    )
  })

  test('another API was not asked, failed, has not answered yet, or its run was deleted', () => {
    expect(of(elsewhere('completed', false))).toMatch(
      /^The web was not searched, since that was not asked for\. No other/,
    )
    expect(of(elsewhere('failed'), run())).toMatch(
      /^The web was not searched: the analysis that was to ask for it failed\./,
    )
    expect(of(elsewhere('processing'))).toMatch(/^Places on the web are not known yet: the Detect API is asked/)
    expect(of(elsewhere('failed'), elsewhere('completed'))).toMatch(/^No place was named/)
    expect(of({ ...elsewhere('completed'), deletedAt: new Date() }, run())).toMatch(/built-in engine sends nothing out/)
  })
})

test('sound and video are not looked for here, and the part that knows them is named', () => {
  for (const mediaType of ['audio', 'video'] as const)
    expect(searchedWords({ copies: original(mediaType), detections: [elsewhere('completed')] })).toBe(
      'Only pictures are looked for elsewhere. Other cases with the same file stand under Known media.',
    )
})

test('without a file nothing was looked for, and one that is awaited may come', () => {
  for (const copies of [[], original('image', '')]) {
    expect(searchedWords({ copies, detections: [run({ status: 'processing' })] })).toMatch(/has not arrived\.$/)
    expect(searchedWords({ copies, detections: [run({ status: 'failed' })] })).toMatch(/there is no file here\.$/)
  }
})
