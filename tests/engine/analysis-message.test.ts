import { expect, it } from 'vitest'
import { analyse } from '@/lib/engine/analyse'
import type { AnalysisRequest, MediaType } from '@/lib/engine/analysis'
import { readMessage } from '@/lib/engine/analysis-message'
import { useMedia } from '../support/media'

const media = useMedia()

it.each<[string, MediaType, Partial<AnalysisRequest>]>([
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
