import { createRequire } from 'node:module'
import { sharp } from './picture-decoder'

/** What libheif answers with; its own types leave all of it open. */
interface HeifImage {
  get_width(): number
  get_height(): number
  is_primary(): boolean
  display(target: { data: Uint8ClampedArray; width: number; height: number }, done: (shown: unknown) => void): void
  free(): void
}
interface Libheif {
  HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] }
}

/**
 * Decodes a HEIC picture, tiles put together and upright, by libheif compiled to WebAssembly, since the decoder of the
 * other formats has no HEVC; a tile that cannot be decoded stays empty. Answers it as an uncompressed PNG that the other
 * decoder reads. `mostPixels`: refuse more. Rejects when it cannot be decoded.
 */
export async function decodeHeic(bytes: Buffer, mostPixels: number): Promise<Buffer> {
  const library: Libheif = createRequire(import.meta.url)('libheif-js/wasm-bundle')
  const pictures = new library.HeifDecoder().decode(bytes)
  const picture = pictures.find((each) => each.is_primary()) ?? pictures[0]
  if (!picture) throw new Error('No picture in the file.')
  try {
    const [width, height] = [picture.get_width(), picture.get_height()]
    if (width < 1 || height < 1 || width * height > mostPixels) throw new Error(`A picture of ${width} × ${height}.`)
    const data = new Uint8ClampedArray(width * height * 4)
    await new Promise<void>((resolve, reject) => {
      picture.display({ data, width, height }, (shown) =>
        shown ? resolve() : reject(new Error('The picture cannot be decoded.')),
      )
    })
    const pixels = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    return await sharp(pixels, { raw: { width, height, channels: 4 } })
      .png({ compressionLevel: 0 })
      .toBuffer()
  } finally {
    for (const each of pictures) each.free()
  }
}
