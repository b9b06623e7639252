import { median, type Subject } from './figure'
import { makeJpeg } from './sample-files'
import { detectFile } from './send-file'

const rounds = 5

/** Seconds from handing in a 4-megapixel image to its verdict, with nothing else to do. */
export const dropToVerdict: Subject = async (product) => {
  const seconds: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const picture = await makeJpeg(
      product.folder,
      `four-megapixels-${round}.jpg`,
      { width: 2464, height: 1632 },
      12 + round,
    )
    const { body, milliseconds } = await detectFile(product, picture, { prefer: 'wait' })
    const { item } = JSON.parse(body) as { item: { status: string; error_message: string | null } }
    if (item.status !== 'completed') throw new Error(`the analysis is ${item.status}: ${item.error_message}`)
    // The first also loads the decoders.
    if (round > 0) seconds.push(milliseconds / 1000)
  }
  return [{ figure: 'drop to verdict, 4-megapixel image', value: median(seconds), unit: 's', goal: null }]
}
