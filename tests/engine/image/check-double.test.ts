import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { checkDouble, gainThreshold } from '@/lib/engine/image/check-double'
import { openPicture } from '@/lib/engine/image/open-picture'
import { useMedia } from '../../support/media'
import { photograph, plain } from '../../support/pictures'
import { expectCard } from '../../support/quoted-card'

const media = useMedia()
const own = photograph({ width: 960, height: 720, seed: 5 })

async function check(bytes: Buffer) {
  const path = await media.file('picture', bytes)
  const [finding] = await checkDouble(
    await openPicture({ path, workFolder: await media.newFolder(), visualize: false }),
  )
  expectCard(finding!)
  return finding!
}
const save = (picture: Buffer, quality: number) => sharp(picture).jpeg({ quality }).toBuffer()
const fresh = () => own.clone().png().toBuffer()

describe('a picture saved twice', () => {
  it.each([
    [60, 85],
    [75, 90],
    [85, 95],
    [50, 75],
  ])('at %i and then at %i is known, with the first quality', async (first, last) => {
    const finding = await check(await save(await save(await fresh(), first), last))
    expect(finding).toMatchObject({ status: 'hit', points: 'context', llr: 0, strong: false })
    expect(finding.facts.earlierQuality).toBeGreaterThanOrEqual(first - 1)
    expect(finding.facts.earlierQuality).toBeLessThanOrEqual(first + 1)
    expect(finding.facts.lastQuality).toBe(last)
    expect(finding.explain).toContain('The whole picture was saved as JPEG at quality')
    expect(finding.doesNotShow).toContain('every messenger')
  })

  it('is known although it is shown turned', async () => {
    const turned = await sharp(await save(await fresh(), 60))
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 85 })
      .toBuffer()
    expect(await check(turned)).toMatchObject({ status: 'hit' })
  })
})

describe('a picture saved once', () => {
  it.each([50, 75, 90, 96])('at %i is clear', async (quality) => {
    const finding = await check(await save(await fresh(), quality))
    expect(finding).toMatchObject({ status: 'clear', llr: 0 })
    expect(finding.facts.gain).toBeLessThan(gainThreshold / 2)
    expect(finding.facts.earlierQuality).toBeNull()
  })
})

describe('what defeats the check', () => {
  it('is scaling in between', async () => {
    const scaled = await sharp(await save(await fresh(), 60))
      .resize(800)
      .png()
      .toBuffer()
    expect((await check(await save(scaled, 85))).status).toBe('clear')
  })

  it('is the same quality again, which changes next to nothing', async () => {
    expect((await check(await save(await save(await fresh(), 80), 80))).status).toBe('clear')
  })
})

describe('it does not apply', () => {
  it('to other formats, small pictures and pictures without detail', async () => {
    for (const bytes of [await fresh(), await plain().jpeg().toBuffer(), await plain(600, 400).jpeg().toBuffer()]) {
      expect(await check(bytes)).toMatchObject({ status: 'not_applicable', llr: 0 })
    }
  })
})
