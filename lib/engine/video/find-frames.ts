import type { Finding } from '../check'
import { notCounted } from '../not-counted'
import type { Watched } from './watch'

/** What the sampled frames showed, as evidence for `video.frames`: context, since no check of frames has a card yet. */
export function findFrames({ frames, unchanged }: Watched, asJpeg: boolean): Finding[] {
  const withHits = frames.filter(({ evidence }) => evidence.some(({ status }) => status === 'hit'))
  const [first] = withHits
  const last = frames.at(-1)
  const facts = {
    frames: frames.length,
    framesWithFindings: withHits.length,
    unchangedSeconds: unchanged.length,
    lastSecond: last?.second ?? null,
  }
  const looked =
    `${frames.length === 1 ? 'One frame was' : `${frames.length} frames were`} looked at, one a second. ` +
    (first === undefined
      ? 'No picture check found anything in them.'
      : `Picture checks found something in ${withHits.length} of them, first at ${first.second} s.`)
  const still = unchanged.length > 0 ? ` In ${unchanged.length} of those seconds nothing moved in the picture.` : ''
  return [
    {
      points: 'context',
      status: withHits.length > 0 || unchanged.length > 0 ? 'hit' : 'clear',
      llr: 0,
      strong: false,
      explain: looked + still,
      doesNotShow: asJpeg
        ? `What happens between the looked-at frames is not seen, and no check here recognises AI content by its look. ${notCounted}`
        : `Video compression wipes out the traces most picture checks need, so finding nothing says little. ${notCounted}`,
      facts,
      ...(first === undefined ? {} : { time: { start: first.second, end: first.second + 1 } }),
    },
  ]
}
