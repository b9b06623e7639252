import { readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { cardLlr } from '@/lib/engine/card'
import card from '@/lib/engine/cards/picture.tags.json'
import { checkTags } from '@/lib/engine/image/check-tags'
import { openPicture } from '@/lib/engine/image/open-picture'
import { withHeicItems } from '../../support/heic-items'
import { formatsFolder, useMedia } from '../../support/media'
import {
  compressedText,
  internationalText,
  plain,
  text,
  withChunks,
  withSegment,
  withXmp,
} from '../../support/pictures'
import { expectCard } from '../../support/quoted-card'

const media = useMedia()
const png = await plain().png().toBuffer()
const jpeg = await plain().jpeg().toBuffer()

async function check(bytes: Buffer) {
  const path = await media.file('picture', bytes)
  const [finding] = await checkTags(await openPicture({ path, workFolder: await media.newFolder(), visualize: false }))
  expectCard(finding!)
  return finding!
}

const settings = 'a red fox\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x512'
const comfyPrompt = '{"3":{"class_type":"KSampler","inputs":{"seed":1}}}'
const comfyWorkflow = '{"last_node_id":9,"nodes":[{"id":3}],"links":[]}'
const novelAi = [text('Software', 'NovelAI'), text('Comment', '{"steps":28,"sampler":"k_euler","seed":3}')]
const midjourney = text('Description', 'a fox --v 6 Job ID: 12345678-1234-1234-1234-123456789abc')

describe('marks of generators in PNG text', () => {
  it.each([
    ['Stable Diffusion', [text('parameters', settings)]],
    ['Stable Diffusion', [compressedText('parameters', settings)]],
    ['Stable Diffusion', [internationalText('parameters', settings, true)]],
    ['ComfyUI', [text('prompt', comfyPrompt)]],
    ['ComfyUI', [text('workflow', comfyWorkflow)]],
    ['InvokeAI', [text('sd-metadata', '{"model":"stable diffusion"}')]],
    ['InvokeAI', [internationalText('invokeai_metadata', '{"app_version":"4"}')]],
    ['NovelAI', novelAi],
    ['Midjourney', [midjourney]],
  ])('%s', async (generator, chunks) => {
    const finding = await check(withChunks(png, ...chunks))
    expect(finding).toMatchObject({ status: 'hit', points: 'synthetic', strong: true })
    expect(finding.facts.generator).toBe(generator)
    expect(finding.llr).toBe(cardLlr(card))
    expect(finding.llr).toBeGreaterThan(0)
    expect(finding.doesNotShow).toContain(card.says)
  })

  it('never repeats the prompt, which describes the picture', async () => {
    const finding = await check(withChunks(png, text('parameters', settings)))
    expect(JSON.stringify(finding)).not.toMatch(/red fox|blurry/)
  })

  it('does not take a keyword alone for a mark', async () => {
    const innocent = [
      text('parameters', 'exposure 1/200, f/8'),
      text('prompt', 'Enter your name'),
      text('workflow', 'scan, crop, archive'),
      text('Software', 'Adobe Photoshop 25.0'),
      text('Description', 'Job ID: 77'),
      text('Comment', 'Created with GIMP'),
      text('Title', 'DALL-E exhibition poster'),
    ]
    const finding = await check(withChunks(png, ...innocent))
    expect(finding.points).toBe('context')
    expect(finding).toMatchObject({ llr: 0, strong: false })
  })
})

describe('marks of generators in EXIF, XMP and comments', () => {
  const exif = (fields: Record<string, string>) => plain().withExif({ IFD0: fields }).jpeg().toBuffer()
  const source = 'http://cv.iptc.org/newscodes/digitalsourcetype'

  it('finds a generator named as software, in JPEG, PNG, WebP and AVIF', async () => {
    for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
      const bytes = await plain()
        .withExif({ IFD0: { Software: 'Midjourney v6' } })
        .toFormat(format)
        .toBuffer()
      expect(await check(bytes)).toMatchObject({ points: 'synthetic', strong: true })
    }
  })

  it('finds them in a HEIC, where EXIF and XMP are items of their own', async () => {
    const heic = await readFile(path.join(formatsFolder, 'still.heic'))
    const { exif: block } = await sharp(await exif({ Software: 'Midjourney v6' })).metadata()
    const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description Iptc4xmpExt:DigitalSourceType="${source}/trainedAlgorithmicMedia"/></rdf:RDF></x:xmpmeta>`
    const named = await check(withHeicItems(heic, [{ kind: 'exif', bytes: block!.subarray(6) }]))
    expect(named).toMatchObject({ points: 'synthetic', strong: true, facts: { generator: 'Midjourney' } })
    const declared = await check(withHeicItems(heic, [{ kind: 'xmp', bytes: Buffer.from(xmp) }]))
    expect(declared).toMatchObject({ points: 'synthetic', strong: true })
    expect((await check(heic)).points).toBe('context')
  })

  it('finds settings in UserComment, in either byte order, and in a JPEG comment', async () => {
    const tiff = (comment: Buffer) => userComment(comment)
    const big = Buffer.from(settings, 'utf16le').swap16()
    for (const comment of [
      Buffer.concat([Buffer.from('UNICODE\0'), Buffer.from(settings, 'utf16le')]),
      Buffer.concat([Buffer.from('UNICODE\0'), big]),
      Buffer.concat([Buffer.from('ASCII\0\0\0'), Buffer.from(settings)]),
    ]) {
      const finding = await check(withSegment(jpeg, 0xe1, tiff(comment)))
      expect(finding).toMatchObject({ points: 'synthetic', strong: true })
      expect(finding.facts.marks).toBe('EXIF UserComment')
    }
    expect(await check(withSegment(jpeg, 0xfe, Buffer.from(settings)))).toMatchObject({ points: 'synthetic' })
  })

  it('reads the digital source type as attribute, element and reference', async () => {
    for (const xmp of [
      `Iptc4xmpExt:DigitalSourceType="${source}/trainedAlgorithmicMedia"/>`,
      `><Iptc4xmpExt:DigitalSourceType>${source}/trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType></rdf:Description>`,
      `><Iptc4xmpExt:DigitalSourceType rdf:resource="${source}/trainedAlgorithmicMedia"/></rdf:Description>`,
    ]) {
      const finding = await check(withXmp(jpeg, xmp))
      expect(finding).toMatchObject({ points: 'synthetic', strong: true })
      expect(finding.facts.digitalSourceType).toBe('trainedAlgorithmicMedia')
    }
  })

  it('calls AI-made parts manipulation, and does not believe an unsigned claim to be a capture', async () => {
    const parts = `Iptc4xmpExt:DigitalSourceType="${source}/compositeWithTrainedAlgorithmicMedia"/>`
    expect(await check(withXmp(jpeg, parts))).toMatchObject({ points: 'manipulated', strong: true })
    const capture = `Iptc4xmpExt:DigitalSourceType="${source}/digitalCapture"/>`
    expect(await check(withXmp(jpeg, capture))).toMatchObject({ points: 'context', status: 'clear', llr: 0 })
    const fractal = `Iptc4xmpExt:DigitalSourceType="${source}/algorithmicMedia"/>`
    expect(await check(withXmp(jpeg, fractal))).toMatchObject({ points: 'context', llr: 0 })
  })

  it('takes an editing program for context only', async () => {
    const finding = await check(await exif({ Software: 'Adobe Photoshop 25.0 (Windows)' }))
    expect(finding).toMatchObject({ status: 'hit', points: 'context', llr: 0, strong: false })
    expect(finding.explain).toContain('Adobe Photoshop')
  })

  it('is clear for a camera, and for nothing at all', async () => {
    const finding = await check(await exif({ Make: 'Nikon', Model: 'Z 6', Software: 'Ver.01.10' }))
    expect(finding).toMatchObject({ status: 'clear', llr: 0 })
    expect(finding.facts.camera).toBe('Nikon Z 6')
    expect(await check(await plain().gif().toBuffer())).toMatchObject({ status: 'clear' })
  })

  it('names the make of a camera once', async () => {
    const camera = async (Make: string, Model: string) => (await check(await exif({ Make, Model }))).facts.camera
    expect(await camera('Fernweh', 'Fernweh F1')).toBe('Fernweh F1')
    expect(await camera('CANON', 'Canon EOS R5')).toBe('Canon EOS R5')
    expect(await camera('Z', 'Z6')).toBe('Z Z6')
  })

  it('survives malformed and oversized blocks', async () => {
    expect(await check(withSegment(jpeg, 0xe1, Buffer.from('Exif\0\0II*\0\xff\xff\xff\xff', 'latin1')))).toMatchObject({
      status: 'clear',
    })
    const hostile = `a:CreatorTool=${'"'.repeat(30_000)}`
    expect(await check(withXmp(jpeg, hostile))).toMatchObject({ status: 'clear' })
    const started = performance.now()
    await check(withXmp(jpeg, '<a:CreatorTool '.repeat(4_000)))
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})

it('does not apply to a frame of a video, which has no file of its own', async () => {
  const path = await media.file('picture', png)
  const open = await openPicture({ path, workFolder: await media.newFolder(), visualize: false })
  const [finding] = await checkTags({ ...open, picture: { ...open.picture, path: null, format: 'frame' } })
  expect(finding).toMatchObject({ status: 'not_applicable', llr: 0 })
})

describe('what defeats the check', () => {
  it('is saving again without metadata', async () => {
    const marked = withChunks(png, text('parameters', settings))
    expect(await check(await sharp(marked).png().toBuffer())).toMatchObject({ status: 'clear', llr: 0 })
    expect(await check(await sharp(marked).jpeg().toBuffer())).toMatchObject({ status: 'clear', llr: 0 })
  })
})

/** An EXIF segment, big-endian, whose only field is UserComment in the Exif directory. */
function userComment(comment: Buffer): Buffer {
  const tiff = Buffer.alloc(8 + 18 + 18)
  tiff.write('MM\0*', 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(0x8769, 10)
  tiff.writeUInt16BE(4, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt32BE(26, 18)
  tiff.writeUInt16BE(1, 26)
  tiff.writeUInt16BE(0x9286, 28)
  tiff.writeUInt16BE(7, 30)
  tiff.writeUInt32BE(comment.length, 32)
  tiff.writeUInt32BE(44, 36)
  return Buffer.concat([Buffer.from('Exif\0\0'), tiff, comment])
}
