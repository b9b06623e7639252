import fs from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { openSealed } from '@/lib/media/sealed-file'
import { picture, sample } from '../conformance/samples'
import { type Docket, inDatabase } from './docket'
import { ended, handIn, itemAt, onceEach, pair, standingOf, submission, trailOf, until, upload, useGates } from './pair'

const gates = useGates()

/** Every file one of the two keeps for media that holds these bytes. */
function kept({ folder }: Docket, bytes: Buffer): string[] {
  return fs
    .readdirSync(path.join(folder, 'media'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      try {
        return fs.readFileSync(file).includes(bytes)
      } catch {
        return false
      }
    })
}

/** How many originals that may be kept are these bytes: what comes by the API lies sealed, with its key beside it. */
function opened({ folder, ...docket }: Docket, bytes: Buffer): Promise<number> {
  return inDatabase({ folder, ...docket }, async (sql) => {
    const rows = await sql<{ store_key: string; file_key: string }[]>`select store_key, file_key from media
      where copy = 'original' and file_key like 'open.%' and size_bytes = ${bytes.length} and deleted_at is null`
    const plain = rows.map(async ({ store_key, file_key }) => {
      const key = Buffer.from(file_key.slice('open.'.length), 'base64url')
      const open = async () => fs.createReadStream(path.join(folder, 'media', store_key))
      return (await buffer(await openSealed({ key, sizeBytes: bytes.length, open }))).equals(bytes)
    })
    return (await Promise.all(plain)).filter(Boolean).length
  })
}

function zeroRetentionAt(docket: Docket): Promise<number> {
  return inDatabase(docket, async (sql) => {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from detections d join cases c on c.id = d.case_id where c.zero_retention`
    return row?.count ?? 0
  })
}

/** A picture and a sound of their own each time: another test may have handed the same in to be kept. */
async function ownFiles(names: { image: string; sound: string }) {
  const sound = await sample('wav', names.sound)
  const noise = Buffer.from(sound.body)
  for (let at = 1000; at < 2000; at++) noise[at] = Math.floor(Math.random() * 4)
  return [
    { filename: names.image, type: 'image/jpeg', body: await picture('jpeg') },
    { ...sound, body: noise },
  ]
}

test('zero retention is passed through: the media is gone on both, the verdict stays', async () => {
  const before = await zeroRetentionAt(pair.second)
  // What is looked for is found where it is kept: else finding nothing below would say nothing.
  for (const file of await ownFiles({ image: 'plain.jpg', sound: 'plain.wav' })) {
    await ended(await handIn(file, { visualize: 'true' }))
    for (const docket of [pair.first, pair.second]) expect(await opened(docket, file.body)).toBe(1)
  }
  for (const file of await ownFiles({ image: 'Frau Müller.jpg', sound: 'secret.wav' })) {
    const uuid = await handIn(file, { zero_retention_mode: 'true', visualize: 'true' })
    const gone = await until(
      () => itemAt('first', uuid),
      ({ status, file_deleted_at }) => status !== 'processing' && file_deleted_at !== null,
      40,
    )
    expect(gone).toMatchObject({ status: 'completed', zero_retention_mode: true, url: null, audio_url: null })
    const { remote_uuid: there } = await standingOf(uuid)
    const goneThere = await until(
      () => itemAt('second', there ?? ''),
      ({ file_deleted_at }) => file_deleted_at !== null,
    )
    expect(goneThere).toMatchObject({
      status: 'completed',
      zero_retention_mode: true,
      url: null,
      audio_url: null,
      filename: expect.stringMatching(/^redacted_[0-9a-f]{24}\./),
    })
    for (const docket of [pair.first, pair.second]) expect(kept(docket, file.body)).toEqual([])
    expect(await trailOf(uuid)).toEqual(onceEach)
  }
  expect(await zeroRetentionAt(pair.second)).toBe(before + 2)
  // Not even on the way: as a secure upload, under a name that is nobody's.
  expect(gates.api.of(upload)).toHaveLength(2)
  const submissions = gates.api.of(submission).filter(({ body }) => body.includes('media_token'))
  expect(submissions).toHaveLength(2)
  for (const { body } of submissions) {
    expect(JSON.parse(body.toString())).toMatchObject({ zero_retention_mode: true, media_token: expect.any(String) })
  }
  expect(Buffer.concat(gates.api.passed.map(({ body }) => body)).toString('utf8')).not.toMatch(/Müller|secret\.wav/)
})
