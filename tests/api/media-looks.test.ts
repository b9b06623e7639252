import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { GET, HEAD } from '@/app/api/media/[id]/route'
import type { Member } from '@/lib/access/actor'
import { listEvents } from '@/lib/audit/list-events'
import { isOwnRequest } from '@/lib/http/own-request'
import { incomingFolder } from '@/lib/media/folders'
import { keepFile } from '@/lib/media/keep-file'
import { mediaStore } from '@/lib/media/store'
import { type Caller, makeCaller } from '../support/api'
import { useTestDatabase } from '../support/database'
import { openTestCase } from '../support/rows'

let signedIn: Member
vi.mock('@/lib/access/session', () => ({ authenticateMember: async () => signedIn }))

const db = useTestDatabase()
let caller: Caller

beforeAll(async () => {
  caller = await makeCaller(['read'])
})
beforeEach(() => {
  signedIn = caller.team.moderator
})

/** A new case whose original is a file of 5,000 bytes of that kind. */
async function newMedia(mediaType: 'image' | 'audio', contentType: string) {
  const from = path.join(await incomingFolder(), crypto.randomUUID())
  fs.writeFileSync(from, crypto.randomBytes(5000))
  const known = { mediaType, contentType, filename: 'file', sizeBytes: 5000, sha256: 'c'.repeat(64), sealedWith: null }
  const file = await keepFile(caller.team.teamId, { path: from, ...known })
  const { number } = await openTestCase(caller.team.moderator, { file })
  const looks = async () => {
    const { entries } = await listEvents(caller.team.manager, { caseNumber: number })
    return entries.filter(({ type }) => type.startsWith('media.')).reverse()
  }
  return { id: file.id, storeKey: file.storeKey, looks }
}

async function ask(id: string, headers: Record<string, string> = {}, handler = GET, method = 'GET') {
  const request = new Request(`http://localhost:3000/api/media/${id}`, { method, headers })
  const answer = await handler(request, { params: Promise.resolve({ id }) })
  await answer.arrayBuffer()
  return answer.status
}

describe('a look at media', () => {
  test('is in the trail once, with who, through what and which copy', async () => {
    const picture = await newMedia('image', 'image/png')
    expect([await ask(picture.id), await ask(picture.id)]).toEqual([200, 200])
    const looks = await picture.looks()
    expect(looks).toHaveLength(1)
    expect(looks[0]).toMatchObject({
      type: 'media.viewed',
      actorName: 'Mo Moderator',
      channel: 'portal',
      facts: { mediaId: picture.id, copy: 'original' },
    })
  })

  test('is playing for sound, however many parts a player asks for', async () => {
    const sound = await newMedia('audio', 'audio/wav')
    for (const range of ['bytes=0-', 'bytes=1000-1999', 'bytes=2000-', 'bytes=0-']) {
      expect(await ask(sound.id, { range })).toBe(206)
    }
    expect((await sound.looks()).map(({ type }) => type)).toEqual(['media.played'])
  })

  test('cannot be had around the trail by leaving the first byte out', async () => {
    const sound = await newMedia('audio', 'audio/wav')
    await ask(sound.id, { range: 'bytes=1-' })
    expect(await sound.looks()).toHaveLength(1)
  })

  test('is downloading where it is opened by itself, saved, or fetched with a key', async () => {
    const picture = await newMedia('image', 'image/png')
    await ask(picture.id, { 'sec-fetch-dest': 'document' })
    await ask(picture.id, caller.auth)
    const odd = await newMedia('image', 'text/html')
    await ask(odd.id)
    expect((await picture.looks()).map(({ type, channel }) => [type, channel])).toEqual([
      ['media.downloaded', 'portal'],
      ['media.downloaded', 'api'],
    ])
    expect((await odd.looks()).map(({ type }) => type)).toEqual(['media.downloaded'])
  })

  test('is none where no bytes are had', async () => {
    const picture = await newMedia('image', 'image/png')
    expect(await ask(picture.id, {}, HEAD, 'HEAD')).toBe(200)
    expect(await ask(picture.id, { range: 'bytes=5000-' })).toBe(416)
    const stranger = await makeCaller(['read'])
    expect(await ask(picture.id, stranger.auth)).toBe(404)
    await mediaStore('disk').delete(picture.storeKey)
    expect(await ask(picture.id)).toBe(404)
    expect(await picture.looks()).toEqual([])
  })

  test('goes unserved when the trail cannot take it', async () => {
    const picture = await newMedia('image', 'image/png')
    await db.owner`create function no_looks() returns trigger language plpgsql as $$ begin raise 'full'; end $$`
    await db.owner`create trigger no_looks before insert on audit_events for each row execute function no_looks()`
    expect(await ask(picture.id)).toBe(500)
    await db.owner`drop trigger no_looks on audit_events`
    expect(await ask(picture.id)).toBe(200)
  })
})

describe('isOwnRequest', () => {
  const page = 'http://localhost:3000/cases/12?state=waiting'
  const of = (headers: Record<string, string>) => isOwnRequest(new Headers(headers), '/cases/12')

  test('knows a refresh from an opening', () => {
    expect(of({ 'sec-fetch-dest': 'empty', referer: page })).toBe(true)
    expect(of({ accept: '*/*', referer: page })).toBe(true)
    expect(of({ 'sec-fetch-dest': 'document', referer: page })).toBe(false)
    expect(of({ accept: 'text/html,*/*', referer: page })).toBe(false)
    expect(of({ 'sec-fetch-dest': 'empty', referer: 'http://localhost:3000/cases/11' })).toBe(false)
    expect(of({ 'sec-fetch-dest': 'empty', referer: 'http://localhost:3000/queue' })).toBe(false)
    expect(of({ 'sec-fetch-dest': 'empty' })).toBe(false)
    expect(of({ 'sec-fetch-dest': 'empty', referer: 'nonsense' })).toBe(false)
  })
})
