import { expect, test } from 'vitest'
import { describeEvidence } from '@/lib/detect/describe-evidence'
import { IntelligenceText } from '@/lib/detect/item-words'
import { redactResult } from '@/lib/retention/redact-result'
import {
  analysed,
  changedVideo,
  examined,
  fakePicture,
  fakeRecording,
  generatorMark,
  piece,
  plainPicture,
  plainRecording,
} from '../support/examined'

test('a picture: the verdict and its grounds, what stands out, what it says of its making', () => {
  const description = describeEvidence(examined(fakePicture))
  expect(Object.keys(description)).toEqual(['authenticity_analysis', 'abnormalities', 'context_and_setting'])
  expect(description.authenticity_analysis).toMatch(
    /^The verdict is “Fake”: the chance that this picture is synthetic or manipulated is put at over 99%\./,
  )
  expect(description.authenticity_analysis).toMatch(/rests on “Generator marks in the file” and “JPEG ghosts”/)
  expect(description.authenticity_analysis).toMatch(/5 of 8 checks applied; SynthID watermark, .* not checked\.$/)
  expect(description.abnormalities).toMatch(/“Generator marks in the file”: .* That points to synthetic media\./)
  expect(description.abnormalities).toMatch(/“JPEG ghosts” is about the part of the picture at 10% to 35%/)
  expect(description.context_and_setting).toBe(
    'The file carries the mark of a generator, Midjourney (in EXIF Software). It names the software Midjourney 6. ' +
      'These are the file’s own marks, which anyone can write or remove.',
  )
})

test('a picture in which nothing was found is not called real', () => {
  const { authenticity_analysis, abnormalities } = describeEvidence(examined(plainPicture))
  expect(authenticity_analysis).toMatch(/Nothing that was found moves the score either way/)
  expect(abnormalities).toBe('Nothing stood out in the checks that applied, which does not show that nothing is there.')
})

test('what the engine cannot find is said, in other words where a model looked, and not for another API', () => {
  const limits =
    /The built-in engine judged\. It finds declared, known or edited media.* does not recognise modern AI content/
  expect(describeEvidence(examined(fakePicture)).authenticity_analysis).toMatch(limits)
  expect(describeEvidence(examined(plainRecording)).abnormalities).toMatch(limits)
  const looked = describeEvidence(examined(analysed('image', [piece('model.content')]))).authenticity_analysis
  expect(looked).toMatch(/The built-in engine judged\. It finds declared.* it knows only what the models say/)
  expect(looked).not.toMatch(limits)
  const { result, ...rest } = examined(plainPicture)
  const reported = { metrics: null, image_metrics: null, video_metrics: null }
  expect(describeEvidence({ ...rest, result: { ...result, reported } }).authenticity_analysis).not.toContain('built-in')
})

test('sound and video: no words of pictures, and an alteration only where a check found one', () => {
  const recording = describeEvidence(examined(fakeRecording))
  expect(Object.keys(recording)).toEqual(['abnormalities', 'context'])
  expect(recording.abnormalities).toMatch(
    /^The verdict is “Fake”.* recording .*“Digital silence”: 2 pauses .*decides nothing/,
  )
  expect(recording.context).toMatch(/ElevenLabs, names ElevenLabs \(in encoder\)/)
  expect(Object.keys(describeEvidence(examined(plainRecording)))).toEqual(['abnormalities'])

  const video = describeEvidence(examined(changedVideo))
  expect(video.digitally_altered).toEqual({
    detected: true,
    confidence: 80.2,
    alterations: expect.stringMatching(
      /changed after Example Press signed it.* confidence is the verdict’s own probability/,
    ),
  })
  expect(video.context).toMatch(/signed in the name of Example Press, who is not on this server’s trust list/)
})

test('what reassures does not stand out', () => {
  const vouched = analysed('image', [
    piece('provenance.c2pa', {
      points: 'authentic',
      status: 'hit',
      llr: -2.2,
      strong: true,
      explain: 'It is unchanged since Camera Maker, a trusted signer, signed it as captured by a device.',
    }),
  ])
  expect(describeEvidence(examined(vouched)).abnormalities).toMatch(/^Nothing stood out/)
  const signed = analysed(
    'image',
    [piece('provenance.c2pa', { status: 'hit', explain: 'It is unchanged since Someone signed it.' })],
    { c2pa: { ...fakePicture.c2pa, validation_state: 'Valid' } },
  )
  expect(describeEvidence(examined(signed)).abnormalities).toMatch(/^Nothing stood out/)
})

test('under zero retention nothing is told of what the file says of itself', () => {
  const description = describeEvidence(examined(redactResult(plainPicture), true))
  expect(description).not.toHaveProperty('context_and_setting')
  expect(JSON.stringify(description)).not.toMatch(/Fernweh/)
})

test('whatever the evidence, a report has the contract’s keys and no holes', () => {
  const odd = analysed('audio', [
    piece('sound.tags', { ...generatorMark, points: 'manipulated', facts: { mark: '', generator: null, producer: 7 } }),
    piece('sound.pauses', { status: 'failed', explain: 'It took too long.' }),
  ])
  for (const of of [odd, fakePicture, plainPicture, fakeRecording, plainRecording, changedVideo]) {
    const description = describeEvidence(examined(of))
    expect(IntelligenceText.strict().parse(description)).toEqual(description)
    expect(JSON.stringify(description)).not.toMatch(/undefined|null|NaN|\[object| {2}/)
  }
})
