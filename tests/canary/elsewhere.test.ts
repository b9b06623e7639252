import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Docket, docketAt, makeKey, stopDocket } from '../south/docket'
import { newCanary } from '../support/canary'
import { type HostedApi, startHostedApi } from '../support/hosted-api'
import { freePort } from '../support/launcher'
import { ends, findEverywhere, keysOf, plant, purged, startDesk, team } from './desk'
import { apiOf, removeFolder } from './hand-in'
import { type Needle, needle } from './places'

const base = path.resolve('.tmp', `canary-elsewhere-${process.pid}`)
const planted: Needle[] = []
/** Has another API, which says more than it was told. */
let desk: Docket
let hosted: HostedApi

beforeAll(async () => {
  fs.mkdirSync(base, { recursive: true, mode: 0o700 })
  hosted = await startHostedApi()
  desk = docketAt(path.join(base, 'desk'), await freePort(), {
    DETECT_API_URL: hosted.url,
    DETECT_API_KEY: hosted.key,
    ALLOWED_PRIVATE_HOSTS: hosted.host,
    LOG_LEVEL: 'trace',
  })
  await startDesk(desk)
})

afterAll(async () => {
  await stopDocket(desk)
  await hosted.stop()
  removeFolder(base)
})

test('another detector, whatever it says in its replies and callbacks: in no file at any time', async () => {
  const said = newCanary()
  planted.push(needle('said by the other API', said))
  hosted.answerWith(() => ({
    filename: `${said}.jpg`,
    error_message: said,
    extra_params: { note: said },
    pipeline: said,
    c2pa_manifest: {
      validation_state: 'Valid',
      active_manifest: said,
      manifests: { [said]: { title: said } },
      message: said,
    },
    intelligence: { description: said },
    url: `https://storage.example/${said}`,
  }))
  const key = await makeKey(desk, team, 'elsewhere')
  const api = apiOf(desk, key)
  const file = await plant('remote', planted)
  await api.upload(file)
  await api.upload(await plant('remote sound', planted, 'wav'))
  await ends(desk)
  // What it said came in the bodies of its callbacks too.
  expect(hosted.callbackAnswers).toContain(204)
  const keys = await keysOf(desk)
  expect(hosted.requests.some(({ fields }) => JSON.stringify(fields).includes(file.word))).toBe(false)
  expect(await findEverywhere(desk, planted)).toEqual([])
  await purged(desk)
  expect(await findEverywhere(desk, [...planted, ...keys])).toEqual([])
}, 300_000)
