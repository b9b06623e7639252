import crypto from 'node:crypto'
import http from 'node:http'
import path from 'node:path'
import postgres from 'postgres'
import { findEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import type { Product, Subject } from './figure'
import { makeJpeg } from './sample-files'
import { detectFile } from './send-file'

const connections = 8
const seconds = 3
const rounds = 3

/** More than can be used up: a token's second callback would be a repetition, which is less work. */
const tokenCount = 20_000

/**
 * How many different callbacks the running product takes in durably in a second (204 after the commit), and that over the
 * single-row inserts that a plain client commits on the same database.
 */
export const callbackIntake: Subject = async (product) => {
  const ownerUrl = await findEmbeddedPostgres(path.join(product.folder, 'data'))
  if (!ownerUrl) throw new Error('the product’s database was not found')
  const sql = postgres(ownerUrl, { max: connections, onnotice: () => {} })
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  try {
    const tokens = await makeTokens(product, sql)
    await sql`create table bench_plain (id uuid primary key default gen_random_uuid(), token text, status text, at
      timestamptz default now())`
    const takeOne = async () => {
      const token = tokens.pop()
      if (!token) throw new Error('the tokens are used up; make more of them')
      const status = await post(`${product.url}/api/callbacks/detection/${token}`, agent)
      if (status !== 204) throw new Error(`a callback was answered ${status}`)
    }
    const insertOne = () => sql`insert into bench_plain (token, status) values (${crypto.randomUUID()}, 'completed')`
    await Promise.all([inASecond(takeOne, 1), inASecond(insertOne, 1)])
    const taken: number[] = []
    const inserted: number[] = []
    // In turns, so that whatever else the machine does weighs on both alike.
    for (let round = 0; round < rounds; round++) {
      inserted.push(await inASecond(insertOne, seconds))
      taken.push(await inASecond(takeOne, seconds))
    }
    const [intake, plain] = [mean(taken), mean(inserted)]
    return [
      { figure: 'callback intake', value: intake, unit: 'requests/s', goal: null },
      { figure: 'callback intake / plain inserts', value: intake / plain, unit: 'ratio', goal: 0.1, more: true },
    ]
  } finally {
    agent.destroy()
    await sql.end()
  }
}

/** Detections that run elsewhere and have ended, so that the job behind a callback has nothing to ask; their tokens. */
async function makeTokens(product: Product, sql: postgres.Sql): Promise<string[]> {
  const picture = await makeJpeg(product.folder, 'callback.jpg', { width: 320, height: 240 }, 40)
  const { body } = await detectFile(product, picture, { prefer: 'wait' })
  const { uuid } = JSON.parse(body).item as { uuid: string }
  const rows = Array.from({ length: tokenCount }, () => {
    const token = crypto.randomBytes(32).toString('base64url')
    return { id: crypto.randomUUID(), token, hash: crypto.createHash('sha256').update(token).digest('hex') }
  })
  const ids = rows.map(({ id }) => id)
  const hashes = rows.map(({ hash }) => hash)
  await sql`
    insert into detections (id, team_id, case_id, detector, second_opinion, status, parameters, result, completed_at)
    select made.id, d.team_id, d.case_id, 'remote', true, 'completed', d.parameters, d.result, now()
    from detections d, unnest(${ids}::uuid[]) as made(id) where d.id = ${uuid}::uuid`
  await sql`
    insert into remote_runs (team_id, detection_id, state, marker, remote_uuid, token_hash, token_expires_at)
    select d.team_id, made.id, 'ended', 'docket-bench.jpg', made.id::text, made.hash, now() + interval '1 hour'
    from detections d, unnest(${ids}::uuid[], ${hashes}::text[]) as made(id, hash) where d.id = ${uuid}::uuid`
  await sql`analyze remote_runs`
  return rows.map(({ token }) => token)
}

function post(url: string, agent: http.Agent): Promise<number> {
  const item = { uuid: crypto.randomUUID(), status: 'completed', metrics: { label: 'fake', aggregated_score: '0.97' } }
  const body = JSON.stringify({ success: true, item })
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const request = http.request(url, { method: 'POST', agent, headers }, (answer) => {
      answer
        .resume()
        .once('end', () => resolve(answer.statusCode ?? 0))
        .once('error', reject)
    })
    request.once('error', reject).end(body)
  })
}

/** How often `one` is done in a second, over all connections at once, for so many seconds. */
async function inASecond(one: () => Promise<unknown>, seconds: number): Promise<number> {
  const began = performance.now()
  let done = 0
  const side = async () => {
    while (performance.now() < began + seconds * 1000) {
      await one()
      done += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, side))
  return done / ((performance.now() - began) / 1000)
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
