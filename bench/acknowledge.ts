import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { median, type Subject } from './figure'
import { makeJpeg } from './sample-files'
import { detectFile, sendFile } from './send-file'

const rounds = 30

/** Below the 40 requests a second that a key may make. Milliseconds. */
const pause = 30

/** Time until POST /detect acknowledges a 1 MB image, over a plain Node server storing the same body. */
export const acknowledge: Subject = async (product) => {
  const picture = await makeJpeg(product.folder, 'one-megabyte.jpg', { width: 1500, height: 1100 }, 40)
  const server = spawn(process.execPath, [path.join(import.meta.dirname, 'plain-server.mjs'), product.folder])
  try {
    const [port] = (await once(server.stdout, 'data')) as [Buffer]
    const plain: number[] = []
    const docket: number[] = []
    // In turns, so that whatever else the machine does weighs on both alike; the first rounds warm up.
    for (let round = -5; round < rounds; round++) {
      const limit = await sendFile(`http://127.0.0.1:${port.toString().trim()}/`, picture)
      const sent = await detectFile(product, picture)
      if (round >= 0) {
        plain.push(limit.milliseconds)
        docket.push(sent.milliseconds)
      }
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
    return [
      { figure: 'acknowledge a 1 MB image', value: median(docket), unit: 'ms', goal: null },
      { figure: 'acknowledge / plain Node server', value: median(docket) / median(plain), unit: 'ratio', goal: null },
    ]
  } finally {
    server.kill()
  }
}
