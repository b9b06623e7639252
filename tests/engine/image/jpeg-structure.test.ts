import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJpegSegments } from '@/lib/engine/image/jpeg-segments'
import { readJpegStructure } from '@/lib/engine/image/jpeg-structure'
import { estimateQuality, standardTable } from '@/lib/engine/image/quantisation'
import { plain, withSegment } from '../../support/pictures'

const jpeg = await plain().jpeg().toBuffer()

describe('readJpegStructure', () => {
  it.each([1, 25, 50, 75, 90, 95, 100])('finds the quality it was saved with: %i', async (quality) => {
    const structure = readJpegStructure(await plain().jpeg({ quality }).toBuffer())
    expect(structure?.quality).toEqual({ quality, standard: true })
    expect(structure?.luma).toEqual(standardTable(quality))
  })

  it('tells progressive from baseline, and the colours’ resolution', async () => {
    const progressive = await plain().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer()
    expect(readJpegStructure(progressive)).toMatchObject({ progressive: true, subsampling: '4:4:4', components: 3 })
    expect(readJpegStructure(jpeg)).toMatchObject({ progressive: false, subsampling: '4:2:0' })
    const grey = await plain().toColourspace('b-w').jpeg().toBuffer()
    expect(readJpegStructure(grey)).toMatchObject({ subsampling: 'grey', components: 1, chroma: null })
  })

  it('knows a table of its own from a standard one', async () => {
    const own = await plain().jpeg({ quality: 80, quantisationTable: 3 }).toBuffer()
    expect(readJpegStructure(own)?.quality?.standard).toBe(false)
    expect(estimateQuality(standardTable(80).map((step, index) => step + (index % 2))).standard).toBe(false)
    expect(estimateQuality(standardTable(80).map((step, index) => step + (index % 2))).quality).toBeGreaterThan(70)
  })

  it('is null where there is no frame', () => {
    expect(readJpegStructure(Buffer.from([0xff, 0xd8, 0xff, 0xd9]))).toBeNull()
  })
})

describe('readJpegSegments', () => {
  it('finds the end, and what stands behind it', async () => {
    expect(readJpegSegments(jpeg).end).toBe(jpeg.length)
    const progressive = await plain().jpeg({ progressive: true }).toBuffer()
    expect(readJpegSegments(Buffer.concat([progressive, Buffer.from('more')])).end).toBe(progressive.length)
    expect(readJpegSegments(jpeg.subarray(0, jpeg.length - 2)).end).toBeNull()
  })

  it('does not take an end marker inside a segment for the end', () => {
    const hidden = withSegment(jpeg, 0xe5, Buffer.from([0xff, 0xd9, 0xff, 0xd9]))
    expect(readJpegSegments(hidden).end).toBe(hidden.length)
  })

  it('throws nothing, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat({ max: jpeg.length }), (noise, at) => {
        const bytes = Buffer.concat([jpeg.subarray(0, at), Buffer.from(noise)])
        readJpegSegments(bytes)
        readJpegStructure(bytes)
      }),
    )
  })
})
