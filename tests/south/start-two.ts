import fs from 'node:fs'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { startMediaServer } from '../conformance/media-server'
import { freePort } from '../support/launcher'
import { type Docket, docketAt, makeKey, makeTeam, startDocket, stopDocket } from './docket'

/** Two Dockets: the second is the detector of the first. */
export interface Pair {
  first: Docket
  second: Docket
  /** Keys of each for the tests; the first has another of the second. */
  firstKey: string
  secondKey: string
  /** Where the first looks for the second, and where the second reports to the first: a test opens gates there. */
  gates: { api: number; callbacks: number }
  /** A server whose files both may fetch; ends in a slash. */
  mediaUrl: string
}

declare module 'vitest' {
  interface ProvidedContext {
    pair: Pair
  }
}

/** Starts both from the production build, each with a database and a folder of its own. */
export default async function startTwo(project: TestProject): Promise<() => Promise<void>> {
  const base = path.resolve('.tmp', `south-${process.pid}`)
  fs.mkdirSync(base, { recursive: true, mode: 0o700 })
  const gates = { api: await freePort(), callbacks: await freePort() }
  const media = await startMediaServer()
  const second = docketAt(path.join(base, 'second'), await freePort(), {
    ALLOWED_PRIVATE_HOSTS: `localhost:${gates.callbacks},127.0.0.1:${media.port}`,
  })
  const first = docketAt(path.join(base, 'first'), await freePort(), {
    ALLOWED_PRIVATE_HOSTS: `127.0.0.1:${media.port}`,
    PUBLIC_URL: `http://localhost:${gates.callbacks}`,
    DETECT_API_URL: `http://127.0.0.1:${gates.api}/api/v2`,
  })
  const stop = async () => {
    await Promise.all([stopDocket(first), stopDocket(second)])
    await media.stop()
    fs.rmSync(base, { recursive: true, force: true })
  }
  try {
    // Commands make the database where none is.
    const [[secondKey, DETECT_API_KEY], firstKey] = await Promise.all([
      makeSecond(second),
      makeTeam(first, 'Newsroom').then(() => makeKey(first, 'Newsroom', 'tests')),
    ])
    await startDocket(first, { DETECT_API_KEY })
    project.provide('pair', { first, second, firstKey, secondKey, gates, mediaUrl: media.url })
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}

async function makeSecond(second: Docket): Promise<[string, string]> {
  await startDocket(second)
  await makeTeam(second, 'Detectors')
  return [await makeKey(second, 'Detectors', 'tests'), await makeKey(second, 'Detectors', 'the first')]
}
