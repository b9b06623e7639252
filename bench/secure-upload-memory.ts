import crypto from 'node:crypto'
import { Readable } from 'node:stream'
import type { Product, Subject } from './figure'
import { wavHeader } from './sample-files'
import { sendBytes } from './send-file'
import { peakWhile, residentBytes } from './web-process'

const fileBytes = 2 * 2 ** 30

/** What chunks that were written and not yet collected may come to: V8 collects at the latest every 64 MiB of buffers. */
const flat = 64 * 2 ** 20

/** How much the web process grows over one secure upload of 2 GiB: nothing that grows with the file. */
export const secureUploadMemory: Subject = async (product) => {
  // Code and buffers of a first upload are no growth with the file.
  for (let round = 0; round < 4; round++) await upload(product, 8 * 2 ** 20)
  const before = residentBytes(product.webPid)
  const peak = await peakWhile(product.webPid, upload(product, fileBytes))
  return [
    { figure: 'secure upload of 2 GiB, memory growth / 64 MiB', value: (peak - before) / flat, unit: 'ratio', goal: 1 },
  ]
}

/** POST /api/v2/secure_uploads with a WAV file that is made as it is sent. Throws unless it is taken. */
async function upload({ url, key }: Product, size: number): Promise<void> {
  const bytes = Readable.from(noise(size), { objectMode: false, highWaterMark: 2 ** 20 })
  const headers = { authorization: `Bearer ${key}` }
  const { status, body } = await sendBytes(`${url}/api/v2/secure_uploads`, { name: 'long.wav', size, bytes }, headers)
  const { token } = JSON.parse(body) as { token?: string }
  if (status !== 200 || !token) throw new Error(`POST /api/v2/secure_uploads answered ${status}: ${body}`)
}

function* noise(size: number): Generator<Buffer> {
  yield wavHeader(size)
  const block = crypto.randomBytes(2 ** 20)
  for (let left = size - 44; left > 0; left -= block.length) yield block.subarray(0, left)
}
