import http from 'node:http'
import type { Subject } from './figure'
import { makeJpeg } from './sample-files'
import { detectFile } from './send-file'
import { get, getTrivialRoute } from './trivial-route'

/** A key may make 40 requests a second; so many let the server be the limit, not they. */
const keyCount = 24
const connections = 8
const seconds = 2
const rounds = 4

/** How many GET /detect/{uuid} of a finished detection the server answers in a second, and of its trivial route. */
export const readDetection: Subject = async (product) => {
  const picture = await makeJpeg(product.folder, 'read.jpg', { width: 1500, height: 1100 }, 40)
  const { body } = await detectFile(product, picture, { prefer: 'wait' })
  const { uuid } = JSON.parse(body).item as { uuid: string }
  const keys = await product.makeKeys(keyCount)
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  let turn = 0
  const readOne = async () => {
    turn += 1
    const authorization = `Bearer ${keys[turn % keys.length]}`
    const got = await get(`${product.url}/api/v2/detect/${uuid}`, agent, { authorization })
    if (got.status !== 200) throw new Error(`GET /api/v2/detect/{uuid} answered ${got.status}: ${got.body}`)
  }
  const trivialOne = () => getTrivialRoute(product, agent)
  try {
    await Promise.all([inASecond(readOne, 1), inASecond(trivialOne, 1)])
    const reads: number[] = []
    const trivials: number[] = []
    // In turns, so that whatever else the machine does weighs on both alike.
    for (let round = 0; round < rounds; round++) {
      trivials.push(await inASecond(trivialOne, seconds))
      reads.push(await inASecond(readOne, seconds))
    }
    const [read, trivial] = [reads, trivials].map((some) => some.reduce((sum, one) => sum + one, 0) / some.length)
    return [
      { figure: 'GET /detect/{uuid}', value: read ?? Number.NaN, unit: 'requests/s', goal: null },
      {
        figure: 'trivial route / GET /detect/{uuid}, requests/s',
        value: (trivial ?? Number.NaN) / (read ?? Number.NaN),
        unit: 'ratio',
        goal: null,
      },
    ]
  } finally {
    agent.destroy()
  }
}

/** How often `ask` is answered in a second, over all connections at once, for so many seconds. */
async function inASecond(ask: () => Promise<unknown>, seconds: number): Promise<number> {
  const began = performance.now()
  const until = began + seconds * 1000
  let answered = 0
  const one = async () => {
    while (performance.now() < until) {
      await ask()
      answered += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  return answered / ((performance.now() - began) / 1000)
}
