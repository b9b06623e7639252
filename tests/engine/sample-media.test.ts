import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { analyse } from '@/lib/engine/analyse'
import { neutralBelow, neutralFrom } from '@/lib/engine/doubt-label'
import { mediaFolder, readKnownAnswers, useMedia } from '../support/media'

const media = useMedia()
const answers = await readKnownAnswers()

describe('the sample media', () => {
  it.each(answers)('gives its known answer: $file', async ({ file, mediaType, label, hits, clear }) => {
    const analysis = await analyse(await media.request(file, mediaType), () => {})
    const withStatus = (status: string) =>
      analysis.evidence.filter((item) => item.status === status).map((item) => item.check)
    expect(analysis.verdict.label).toBe(label)
    expect(withStatus('hit')).toEqual(expect.arrayContaining(hits))
    expect(withStatus('clear')).toEqual(expect.arrayContaining(clear))
    expect(withStatus('failed')).toEqual([])
    expect(withStatus('not_checked')).toContain('model.content')
    expect(analysis.coverage).toMatch(/\d+ of \d+ checks applied.*SynthID/)
    if (label === 'Neutral/Uncertain' && analysis.doubts.some(({ code }) => code === 'nothing_decides')) {
      expect(analysis.verdict.score).toBe(0.5)
    }
    const { score } = analysis.verdict
    const apart = label === 'Neutral/Uncertain' && (score < neutralFrom || score >= neutralBelow)
    expect(analysis.doubts.some(({ code }) => code === 'label_and_score_disagree')).toBe(apart)
  })

  it('calls a signed capture real only where its authority is trusted', async () => {
    const signed = answers.filter((answer) => answer.labelWithTestAuthority !== undefined)
    expect(signed.length).toBeGreaterThan(0)
    const trustListPath = path.join(mediaFolder, 'authority/authority.pem')
    for (const { file, mediaType, labelWithTestAuthority } of signed) {
      const analysis = await analyse(await media.request(file, mediaType, { trustListPath }), () => {})
      expect(analysis.verdict.label).toBe(labelWithTestAuthority)
      expect(analysis.c2pa.validation_state).toBe('Valid')
    }
  })

  it('notices when a signed picture was changed after signing', async () => {
    const bytes = await readFile(path.join(mediaFolder, 'signed-capture.jpg'))
    const at = bytes.length - 2000
    bytes[at] = (bytes[at] ?? 0) ^ 1
    const file = await media.file('changed.jpg', bytes)
    const trustListPath = path.join(mediaFolder, 'authority/authority.pem')
    const analysis = await analyse(await media.request(file, 'image', { trustListPath }), () => {})
    expect(analysis.verdict.label).not.toBe('Real')
    expect(analysis.evidence.find((item) => item.check === 'provenance.c2pa')).toMatchObject({ points: 'manipulated' })
  })

  it('finds the pasted piece where its mask says it is', async () => {
    const { mask } = answers.find((answer) => answer.mask !== undefined)!
    const analysis = await analyse(await media.request('splice.jpg', 'image'), () => {})
    const region = analysis.evidence.find((item) => item.check === 'jpeg.ghost' && item.status === 'hit')?.region
    const { data, info } = await sharp(path.join(mediaFolder, mask!))
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const white = [...data.keys()].filter((i) => data[i]! > 127)
    const xs = white.map((i) => (i % info.width) / info.width)
    const ys = white.map((i) => Math.floor(i / info.width) / info.height)
    const box = {
      left: xs.reduce((a, b) => Math.min(a, b)),
      top: ys[0]!,
      right: xs.reduce((a, b) => Math.max(a, b)),
      bottom: ys.at(-1)!,
    }
    expect(region!.left).toBeCloseTo(box.left, 1)
    expect(region!.top).toBeCloseTo(box.top, 1)
    expect(region!.left + region!.width).toBeCloseTo(box.right, 1)
    expect(region!.top + region!.height).toBeCloseTo(box.bottom, 1)
  })

  it('stays below 6 MB and names every file it has', async () => {
    const files = (await readdir(mediaFolder)).filter((file) => /\.(jpg|png|wav|mp4)$/.test(file))
    const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(mediaFolder, file))).size))
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(6_000_000)
    const named = answers.flatMap(({ file, mask }) => [file, ...(mask ? [mask] : [])])
    expect(files.toSorted()).toEqual(named.toSorted())
  })
})
