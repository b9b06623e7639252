import { readdir, readFile, stat } from 'node:fs/promises'
import { ActionType, DigitalSourceType } from '@trustnxt/c2pa-ts/manifest'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { analyse } from '@/lib/engine/analyse'
import type { AnalysisRequest } from '@/lib/engine/analysis'
import { AnalysisFailure } from '@/lib/engine/failure'
import { checksFor } from '@/lib/engine/registry'
import { makeIdentity, sign } from '../../support/c2pa'
import { useMedia } from '../../support/media'
import { photograph, plain, text, withChunks } from '../../support/pictures'

const media = useMedia()
const settings = 'a fox\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1'

async function run(bytes: Buffer, more: Partial<AnalysisRequest> = {}) {
  const request = await media.request(await media.file('picture', bytes), 'image', more)
  const progress: { stage: string; share: number }[] = []
  const analysis = await analyse(request, (stage, share) => progress.push({ stage, share }))
  return { analysis, progress, request }
}

describe('the analysis of a picture', () => {
  it('lists every check there is for pictures, in their order, and says what was not checked', async () => {
    const { analysis } = await run(await photograph().jpeg({ quality: 90 }).toBuffer())
    // What is known is looked up by the caller, in the team's database.
    const own = checksFor('image').filter((check) => check !== 'match.known')
    expect([...new Set(analysis.evidence.map(({ check }) => check))]).toEqual(own)
    expect(analysis.coverage).toBe(
      '8 of 11 checks applied; SynthID watermark, web search and AI-content model not checked.',
    )
    expect(analysis.verdict).toMatchObject({ label: 'Neutral/Uncertain', score: 0.5 })
    expect(analysis.doubts.map(({ code }) => code)).toEqual(['nothing_decides'])
    expect(analysis.c2pa.validation_state).toBe('NotPresent')
    expect(analysis.facts).toMatchObject({ container: 'jpeg', width: 960, height: 720, durationSeconds: null })
    expect(analysis).toMatchObject({ frames: [], peaks: [] })
    for (const item of analysis.evidence) {
      expect(item.explain).toMatch(/\.$/)
      expect(item.doesNotShow).toMatch(/\.$/)
    }
  })

  it('tells how far it is, never backwards, to the end', async () => {
    const { progress } = await run(await plain().jpeg().toBuffer())
    const shares = progress.map(({ share }) => share)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
  })

  it('leaves the file alone and writes only to the work folder', async () => {
    const { analysis, request } = await run(await photograph().jpeg().toBuffer())
    expect((await readdir(request.workFolder)).toSorted()).toEqual(['jpeg-ghost.png', 'noise.png', 'preview.webp'])
    expect(analysis.preview?.path.startsWith(request.workFolder)).toBe(true)
    const silent = await run(await photograph().jpeg().toBuffer(), { visualize: false })
    expect(await readdir(silent.request.workFolder)).toEqual(['preview.webp'])
  })

  it('draws the preview upright and at most 640 pixels wide', async () => {
    const turned = await photograph().withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const { analysis } = await run(turned)
    expect(analysis.preview).toMatchObject({ width: 640, height: 853, contentType: 'image/webp' })
    expect(await sharp(await readFile(analysis.preview!.path)).metadata()).toMatchObject({ format: 'webp', width: 640 })
    expect((await run(await plain().png().toBuffer())).analysis.preview).toMatchObject({ width: 64, height: 48 })
    const thin = (await run(await plain(2, 20_000).png().toBuffer())).analysis.preview!
    expect((await stat(thin.path)).size).toBeGreaterThan(0)
  })

  it('calls declared media fake, and the same media saved again uncertain', async () => {
    const marked = withChunks(await plain().png().toBuffer(), text('parameters', settings))
    const { analysis } = await run(marked)
    expect(analysis.verdict.label).toBe('Fake')
    expect(analysis.verdict.summary).toContain('Stable Diffusion')
    expect(analysis.doubts.map(({ code }) => code)).toEqual(['low_resolution'])
    const again = await run(await sharp(marked).png().toBuffer())
    expect(again.analysis.verdict).toMatchObject({ label: 'Neutral/Uncertain', score: 0.5 })
  })

  it('calls a capture real only by a signer the trust list leads to', async () => {
    const authority = await makeIdentity({ name: 'Authority', authority: true })
    const signer = await makeIdentity({ name: 'Camera', issuer: authority })
    const jpeg = await photograph().jpeg().toBuffer()
    const actions = [{ action: ActionType.C2paCreated, digitalSourceType: DigitalSourceType.DigitalCapture }]
    const signed = await sign(jpeg, signer, { actions })
    const trustListPath = await media.file('trust.pem', authority.pem)
    expect((await run(signed, { trustListPath })).analysis.verdict.label).toBe('Real')
    expect((await run(signed)).analysis.verdict).toMatchObject({ label: 'Neutral/Uncertain', score: 0.5 })
    signed[signed.length - 9] = (signed[signed.length - 9] ?? 0) ^ 1
    const changed = await run(signed, { trustListPath }).catch((error: unknown) => error)
    if (!(changed instanceof AnalysisFailure)) {
      const { verdict } = (changed as Awaited<ReturnType<typeof run>>).analysis
      expect(verdict.label).toBe('Neutral/Uncertain')
      expect(verdict.summary).toMatch(/^Signs of editing\./)
    }
  })
})

describe('bad pictures', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('refuses one that is cut off: %s', async (format) => {
    const whole = await photograph().toFormat(format).toBuffer()
    for (const share of [0.3, 0.9]) {
      const cut = whole.subarray(0, Math.floor(whole.length * share))
      await expect(run(cut)).rejects.toMatchObject({ permanent: true, message: expect.stringContaining('damaged') })
    }
  })

  it('refuses one that is cut off although its preview needs only a part of the data', async () => {
    const large = await photograph().resize(3000).jpeg().toBuffer()
    const cut = large.subarray(0, Math.floor(large.length * 0.9))
    await expect(run(cut)).rejects.toMatchObject({ permanent: true })
  })

  it('ends with an analysis or a sentence, whatever was broken', async () => {
    const whole = await plain(300, 280).jpeg().toBuffer()
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 }),
        async (changes) => {
          const broken = Buffer.from(whole)
          for (const [at, value] of changes) broken[at] = value
          const result = await run(broken, { visualize: false }).catch((error: unknown) => error)
          if (result instanceof Error) {
            expect(result).toBeInstanceOf(AnalysisFailure)
            expect(result).toMatchObject({ permanent: true })
          }
        },
      ),
      { numRuns: 15 },
    )
  })
})

describe('the cost of a four-megapixel picture', () => {
  it('is a few CPU-seconds at the very most', async () => {
    const jpeg = await photograph().resize(2400, 1700, { fit: 'fill' }).sharpen().jpeg({ quality: 90 }).toBuffer()
    const before = process.cpuUsage()
    await run(jpeg)
    const { user, system } = process.cpuUsage(before)
    // Measured at about one second on two quiet cores; the limit leaves room for a busy machine.
    expect((user + system) / 1e6).toBeLessThan(6)
  })
})
