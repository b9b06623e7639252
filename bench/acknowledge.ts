import { spawn } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import path from 'node:path'
import { type Figure, type Product, percentile, type Subject } from './figure'
import { makeJpeg } from './sample-files'
import { detectFile, sendFile } from './send-file'
import { get, getTrivialRoute } from './trivial-route'

/** As many as a 99th percentile needs; each waits for its analysis, so that none is measured beside another's. */
const rounds = 100

/** The first rounds warm up. */
const warmUp = 5

/**
 * Time until POST /detect acknowledges a 1 MB image, over the trivial route of the same server and over a plain Node
 * server storing the same body.
 */
export const acknowledge: Subject = async (product) => {
  const picture = await makeJpeg(product.folder, 'one-megabyte.jpg', { width: 1500, height: 1100 }, 40)
  const server = spawn(process.execPath, [path.join(import.meta.dirname, 'plain-server.mjs'), product.folder])
  const agent = new http.Agent({ keepAlive: true })
  try {
    const [port] = (await once(server.stdout, 'data')) as [Buffer]
    const plain: number[] = []
    const trivial: number[] = []
    const docket: number[] = []
    // In turns, so that whatever else the machine does weighs on all alike.
    for (let round = -warmUp; round < rounds; round++) {
      const stored = await sendFile(`http://127.0.0.1:${port.toString().trim()}/`, picture)
      const refused = await getTrivialRoute(product, agent)
      const sent = await detectFile(product, picture)
      if (round >= 0) {
        plain.push(stored.milliseconds)
        trivial.push(refused.milliseconds)
        docket.push(sent.milliseconds)
      }
      await untilAnalysed(product, JSON.parse(sent.body).item.uuid, agent)
    }
    return [50, 99].flatMap((share) => figuresOf(share, { plain, trivial, docket }))
  } finally {
    agent.destroy()
    server.kill()
  }
}

function figuresOf(share: number, times: Record<'plain' | 'trivial' | 'docket', number[]>): Figure[] {
  const [docket, trivial, plain] = [times.docket, times.trivial, times.plain].map((some) => percentile(some, share))
  const name = `acknowledge a 1 MB image, p${share}`
  const figure = (of: string, value: number, unit: Figure['unit']): Figure => ({ figure: of, value, unit, goal: null })
  return [
    figure(name, docket ?? Number.NaN, 'ms'),
    figure(`${name} / trivial route`, (docket ?? Number.NaN) / (trivial ?? Number.NaN), 'ratio'),
    figure(`${name} / plain Node server`, (docket ?? Number.NaN) / (plain ?? Number.NaN), 'ratio'),
  ]
}

async function untilAnalysed({ url, key }: Product, uuid: string, agent: http.Agent): Promise<void> {
  for (;;) {
    const { status, body } = await get(`${url}/api/v2/detect/${uuid}`, agent, { authorization: `Bearer ${key}` })
    if (status !== 200) throw new Error(`GET /api/v2/detect/{uuid} answered ${status}: ${body}`)
    if (JSON.parse(body).item.status !== 'processing') return
    await new Promise((resolve) => setTimeout(resolve, 60))
  }
}
