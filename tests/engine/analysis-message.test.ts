import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { analyse } from '@/lib/engine/analyse'
import type { AnalysisRequest, MediaType } from '@/lib/engine/analysis'
import { readMessage } from '@/lib/engine/analysis-message'
import { frameHashes } from '@/lib/engine/match/frame-hashes'
import { maxFrames } from '@/lib/engine/video/sample-frames'
import { useMedia } from '../support/media'

const media = useMedia()

it.each<[string, MediaType, Partial<AnalysisRequest>]>([
  ['splice.jpg', 'image', {}],
  ['splice.jpg', 'image', { baseRate: 0.2 }],
  ['signed-generated.jpg', 'image', {}],
  ['speech.wav', 'audio', { startRegion: 1 }],
  ['bay.mp4', 'video', { startRegion: 0.5 }],
])(
  'nothing that an analysis of %s gives is lost on the way out of its process',
  async (file, mediaType, more) => {
    const request = await media.request(file, mediaType, more)
    const said = JSON.stringify({ kind: 'done', analysis: await analyse(request, () => {}) })
    expect(readMessage(said, request.workFolder)).toEqual(JSON.parse(said))
  },
  60_000,
)

it('as many hashes as the longest video can have get out, with what is left of its scenes; what is no cut does not', async () => {
  const request = await media.request('bay.mp4', 'video', { modality: 'video' })
  const analysis = await analyse(request, () => {})
  const hashes = frameHashes()
  for (let second = 0; second < maxFrames; second++) {
    const scene = { width: 16, height: 12, rgb: noise(second) }
    hashes.add(second, scene)
  }
  expect(hashes.all.length).toBeGreaterThan(maxFrames)
  const said = (pictures: unknown) =>
    JSON.stringify({ kind: 'done', analysis: { ...analysis, fingerprints: { pictures, sound: null } } })
  expect(readMessage(said(hashes.all), request.workFolder)).toEqual(JSON.parse(said(hashes.all)))
  expect(readMessage(said([{ ...hashes.all[1], cut: 'corner' }]), request.workFolder)).toBeNull()
}, 60_000)

function noise(seed: number): Uint8Array {
  const bytes = Array.from({ length: 18 }, (_, at) => createHash('sha256').update(`${seed} ${at}`).digest())
  return new Uint8Array(Buffer.concat(bytes).subarray(0, 16 * 12 * 3))
}
