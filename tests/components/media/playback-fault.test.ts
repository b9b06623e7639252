import { expect, it } from 'vitest'
import { explainFault } from '@/components/media/playback-fault'

it('tells a format the browser does not know from media that is not there', () => {
  expect(explainFault(4, false, 'audio/amr').title).toBe('This browser cannot play this format')
  expect(explainFault(4, false, 'audio/amr').says).toContain('audio/amr')
  expect(explainFault(4, true, 'audio/wav').title).toBe('The media could not be loaded')
})

it('tells a cut connection from a damaged file', () => {
  expect(explainFault(2, true, 'video/mp4').says).toContain('connection')
  expect(explainFault(3, true, 'video/mp4').says).toContain('damaged')
})

it('has a sentence for an error without a code', () => {
  expect(explainFault(undefined, true, 'video/mp4').title).toBe('The media could not be loaded')
})
