import http from 'node:http'
import type { Product } from './figure'

interface Got {
  status: number
  body: string
  milliseconds: number
}

/** GET over a kept connection, where the agent keeps one. */
export function get(url: string, agent: http.Agent, headers: Record<string, string> = {}): Promise<Got> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers }, async (answer) => {
      try {
        const chunks: Buffer[] = []
        for await (const chunk of answer) chunks.push(chunk)
        const body = Buffer.concat(chunks).toString()
        resolve({ status: answer.statusCode ?? 0, body, milliseconds: performance.now() - began })
      } catch (error) {
        reject(error)
      }
    })
    request.once('error', reject)
  })
}

/**
 * The least that a route of the product does: one without a key, which is refused before anything is looked up. What is
 * more than this is Docket's own work; the rest is Next and Node. Throws unless it is refused.
 */
export async function getTrivialRoute({ url }: Pick<Product, 'url'>, agent: http.Agent): Promise<Got> {
  const got = await get(`${url}/api/v2/detect/0f1e2d3c4b5a49788796a5b4c3d2e1f0`, agent)
  if (got.status !== 401) throw new Error(`the trivial route answered ${got.status}: ${got.body}`)
  return got
}
