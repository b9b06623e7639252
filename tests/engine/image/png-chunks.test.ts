import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestText, mostChunks, mostTexts, readPngChunks } from '@/lib/engine/image/png-chunks'
import { compressedText, internationalText, plain, pngChunk, text, withChunks } from '../../support/pictures'

const png = await plain().png().toBuffer()
const textsOf = (...chunks: Buffer[]) => readPngChunks(withChunks(png, ...chunks)).texts

describe('readPngChunks', () => {
  it('reads all three kinds of text', () => {
    expect(textsOf(text('Software', 'Grün'))).toEqual([{ keyword: 'Software', text: 'Grün', cut: false }])
    expect(textsOf(compressedText('parameters', 'a cat'))).toEqual([
      { keyword: 'parameters', text: 'a cat', cut: false },
    ])
    expect(textsOf(internationalText('prompt', '猫'))).toEqual([{ keyword: 'prompt', text: '猫', cut: false }])
    expect(textsOf(internationalText('prompt', '猫', true))).toEqual([{ keyword: 'prompt', text: '猫', cut: false }])
  })

  it('finds the end, and what stands behind it', () => {
    expect(readPngChunks(png).end).toBe(png.length)
    expect(readPngChunks(Buffer.concat([png, Buffer.from('more')])).end).toBe(png.length)
    expect(readPngChunks(png.subarray(0, png.length - 5)).end).toBeNull()
  })

  it('does not inflate a bomb', () => {
    const [bomb] = textsOf(compressedText('prompt', Buffer.alloc(50 * 1024 * 1024)))
    expect(bomb).toEqual({ keyword: 'prompt', text: '', cut: true })
  })

  it('cuts a long text, and stops at its limits', () => {
    const [long] = textsOf(text('prompt', 'a'.repeat(longestText + 10)))
    expect(long).toMatchObject({ cut: true })
    expect(long?.text).toHaveLength(longestText)
    expect(textsOf(...Array.from({ length: mostTexts + 5 }, () => text('a', 'b')))).toHaveLength(mostTexts)
    const many = withChunks(png, ...Array.from({ length: mostChunks }, () => pngChunk('tESt', Buffer.alloc(0))))
    expect(readPngChunks(many)).toMatchObject({ chunkCount: mostChunks, end: null })
  })

  it('passes over malformed text', () => {
    const broken = [
      pngChunk('tEXt', Buffer.from('no end of keyword')),
      pngChunk('tEXt', Buffer.from('\0no keyword')),
      pngChunk('zTXt', Buffer.from('a\0\x01unknown method')),
      pngChunk('zTXt', Buffer.from('a\0\0not zlib')),
      pngChunk('iTXt', Buffer.from('a\0\0')),
    ]
    expect(textsOf(...broken, text('good', 'text')).filter(({ cut }) => !cut)).toEqual([
      { keyword: 'good', text: 'text', cut: false },
    ])
  })

  it('throws nothing, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat({ max: png.length }), (noise, at) => {
        readPngChunks(Buffer.concat([png.subarray(0, at), Buffer.from(noise)]))
        readPngChunks(withChunks(png, pngChunk('iTXt', Buffer.from(noise)), pngChunk('zTXt', Buffer.from(noise))))
      }),
    )
  })
})
