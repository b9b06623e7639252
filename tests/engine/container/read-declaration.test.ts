import { describe, expect, it } from 'vitest'
import { cardLlr } from '@/lib/engine/card'
import soundCard from '@/lib/engine/cards/sound.tags.json'
import videoCard from '@/lib/engine/cards/video.tags.json'
import { findTags } from '@/lib/engine/container/find-tags'
import { readDeclaration } from '@/lib/engine/container/read-declaration'
import { expectCard } from '../../support/quoted-card'

const tags = (given: Record<string, string>) => new Map(Object.entries(given).map(([key, value]) => [key, [value]]))
const iptc = 'http://cv.iptc.org/newscodes/digitalsourcetype'

describe('readDeclaration', () => {
  it.each([
    ['the AIGC label', { aigc: '{"Label":"1","ContentProducer":"Example Studio","ProduceID":"x"}' }, 'AIGC label 1'],
    ['the AIGC label in a comment', { comment: '{"AIGC":{"Label":"1","ProduceID":"x"}}' }, 'AIGC label 1'],
    [
      'a digital source type in XMP',
      { xmp: `<rdf:Description Iptc4xmpExt:DigitalSourceType="${iptc}/trainedAlgorithmicMedia"/>` },
      'digital source type trainedAlgorithmicMedia',
    ],
    [
      'a digital source type as an element',
      { xmp: `<Iptc4xmpExt:DigitalSourceType>${iptc}/trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>` },
      'digital source type trainedAlgorithmicMedia',
    ],
    ['a ComfyUI workflow', { prompt: '{"3":{"class_type":"KSampler","inputs":{}}}' }, 'ComfyUI workflow'],
    [
      'a ComfyUI workflow in a comment',
      { comment: '{"prompt":"{\\"3\\":{\\"class_type\\":\\"K\\"}}"}' },
      'ComfyUI workflow',
    ],
    [
      'Stable Diffusion settings',
      { comment: 'a cat\nSteps: 20, Sampler: Euler a, Seed: 1' },
      'Stable Diffusion parameters',
    ],
    ['a writing program', { encoder: 'ElevenLabs' }, 'names ElevenLabs'],
    ['a phrase', { comment: 'made with suno studio' }, 'names suno'],
  ])('finds %s', (_, given, mark) => {
    const declaration = readDeclaration(tags(given as Record<string, string>))
    expect(declaration).toMatchObject({ points: 'synthetic', mark })
    expect(findTags(tags(given as Record<string, string>), 'video')[0]).toMatchObject({ status: 'hit', strong: true })
  })

  it('weighs what the card of its own medium says, and shows its sentence', () => {
    const given = tags({ comment: 'made with suno studio' })
    for (const [of, card] of [
      ['sound', soundCard],
      ['video', videoCard],
    ] as const) {
      const [finding] = findTags(given, of)
      expect(finding?.llr).toBe(cardLlr(card))
      expect(finding?.doesNotShow).toContain(card.says)
      expectCard(finding!)
      expectCard(findTags(tags({}), of)[0]!)
    }
  })

  it('takes a composite with generated parts as changed, not as generated', () => {
    const xmp = `<x DigitalSourceType="${iptc}/compositeWithTrainedAlgorithmicMedia"/>`
    expect(readDeclaration(tags({ xmp }))).toMatchObject({ points: 'manipulated' })
  })

  it.each([
    ['an ordinary encoder', { encoder: 'Lavf62.3.100' }],
    ['a performer with such a name', { artist: 'Sora', title: 'Kling, Suno, Udio' }],
    ['a label that says it is not generated', { aigc: '{"Label":"0"}' }],
    ['a label that only suspects', { aigc: '{"Label":"3"}' }],
    ['a captured digital source type', { xmp: `<x DigitalSourceType="${iptc}/digitalCapture"/>` }],
    ['words about generators', { comment: 'Talk about how ElevenLabs and Suno work' }],
    ['nothing', {}],
  ])('does not take %s for a mark', (_, given) => {
    expect(readDeclaration(tags(given as Record<string, string>))).toBeNull()
    expect(findTags(tags(given as Record<string, string>), 'sound')[0]).toMatchObject({
      status: 'clear',
      points: 'context',
      llr: 0,
    })
  })

  it('names the device and program, never places or people', () => {
    const [finding] = findTags(
      tags({
        'com.apple.quicktime.make': 'Fernweh',
        'com.apple.quicktime.location.iso6709': '+52.5+013.4/',
        artist: 'Somebody',
        encoder: 'Lavf62',
      }),
      'video',
    )
    expect(finding?.explain).toContain('Fernweh, Lavf62')
    expect(JSON.stringify(finding)).not.toMatch(/\+52|Somebody/)
  })
})
