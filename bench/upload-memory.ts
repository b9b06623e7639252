import type { Subject } from './figure'
import { makeWav } from './sample-files'
import { detectFile } from './send-file'
import { peakWhile, residentBytes } from './web-process'

const fileBytes = 149 * 1000 * 1000
const atOnce = 8

/** How much the web process grows over eight uploads of 149 MB at once, as a share of one file (trust.md). */
export const uploadMemory: Subject = async (product) => {
  // Code and buffers of a first upload are no growth with the file.
  const small = makeWav(product.folder, 2_000_000)
  await Promise.all(Array.from({ length: atOnce }, () => detectFile(product, small)))
  const large = makeWav(product.folder, fileBytes)
  const before = residentBytes(product.webPid)
  const peak = await peakWhile(
    product.webPid,
    Promise.all(Array.from({ length: atOnce }, () => detectFile(product, large))),
  )
  return [{ figure: 'upload memory growth / one file', value: (peak - before) / fileBytes, unit: 'ratio', goal: 0.5 }]
}
