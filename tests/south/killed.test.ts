import sharp from 'sharp'
import { expect, test } from 'vitest'
import { inDatabase, killDocket, startDocket } from './docket'
import { countAt, ended, handIn, madeAtSecond, onceEach, pair, standingOf, trailOf, until, useGates } from './pair'

const gates = useGates()

/** One whose analysis takes seconds. */
async function largePicture(): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 }
  return sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#888', noise } })
    .jpeg({ quality: 85 })
    .toBuffer()
}

test('the second is killed in the middle of an analysis, then the first: both are started again, and nothing is lost or doubled', async () => {
  const before = await countAt('second')
  const uuid = await handIn({ filename: 'large.jpg', type: 'image/jpeg', body: await largePicture() })
  const { remote_uuid: there } = await until(
    () => standingOf(uuid),
    ({ remote_uuid }) => remote_uuid !== null,
  )
  const inWork = await until(
    () =>
      inDatabase(pair.second, async (sql) => {
        const [row] = await sql`select status, stage from detections where id = ${there}`
        return row
      }),
    (row) => row?.stage !== null,
  )
  expect(inWork?.status).toBe('processing')
  await killDocket(pair.second)
  await gates.api.close()
  // Somebody hands more in while it is down.
  const meanwhile = await handIn({ filename: 'small.png', type: 'image/png', body: await smallPicture() })
  const down = await until(
    () => standingOf(meanwhile),
    ({ trouble }) => trouble !== null,
  )
  expect(down).toMatchObject({
    status: 'processing',
    state: 'queued',
    remote_uuid: null,
  })
  expect(down.stage).toBe(down.trouble)
  expect(down.trouble).toMatch(/^The detector at .* cannot be reached just now\. Docket tries again by itself\.$/)
  const left = await standingOf(uuid)
  expect(left).toMatchObject({ status: 'processing', state: 'sent', remote_uuid: there })

  // Nor does it matter that the first is killed meanwhile.
  await killDocket(pair.first)
  await gates.api.reopen()
  await Promise.all([startDocket(pair.second), startDocket(pair.first)])
  expect(await ended(uuid, 90)).toMatchObject({ status: 'completed', image_metrics: { type: 'FinalResult' } })
  expect(await ended(meanwhile, 90)).toMatchObject({ status: 'completed' })
  for (const one of [uuid, meanwhile]) {
    expect(await trailOf(one)).toEqual(onceEach)
    expect(await madeAtSecond(one)).toBe(1)
    expect(await standingOf(one)).toMatchObject({ state: 'ended', trouble: null })
  }
  expect(await countAt('second')).toBe(before + 2)
})

function smallPicture(): Promise<Buffer> {
  return sharp({ create: { width: 64, height: 48, channels: 3, background: '#135' } })
    .png()
    .toBuffer()
}
