import '../../support/data-folder'
import { beforeAll, describe, expect, test } from 'vitest'
import * as route from '@/app/api/v2/detect/[uuid]/feedback/route'
import { readCase } from '@/lib/cases/read-case'
import { failDetection } from '@/lib/detect/fail-detection'
import { FeedbackItem } from '@/lib/detect/item-words'
import { type Answer, type Caller, detectUrl, makeCaller } from '../../support/api'
import { useTestDatabase } from '../../support/database'
import { openTestCase, openWaitingCase } from '../../support/rows'

const db = useTestDatabase()
let caller: Caller
let uuid: string

beforeAll(async () => {
  caller = await makeCaller()
  uuid = (await openWaitingCase(caller.team.moderator)).detectionId
})

const handlers = { GET: route.GET, POST: route.POST, DELETE: route.DELETE }

async function ask(
  method: 'GET' | 'POST' | 'DELETE',
  of: string,
  more: RequestInit = {},
  as = caller,
): Promise<Answer> {
  const request = new Request(`${detectUrl}/${of}/feedback`, {
    method,
    ...more,
    headers: { ...as.auth, ...(more.headers as Record<string, string>) },
  })
  const answer = await handlers[method](request, { params: Promise.resolve({ uuid: of }) })
  return { status: answer.status, headers: answer.headers, body: await answer.json() }
}
const give = (body: unknown, of = uuid, as = caller) =>
  ask('POST', of, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }, as)

test('given, read back, changed and taken back; the trail has each step', async () => {
  const { detectionId: of } = await openWaitingCase(caller.team.moderator)
  expect(await ask('GET', of)).toMatchObject({ status: 404, body: { message: 'Feedback not found' } })
  const first = await give({ type: 'should_be_authentic', comment: '  Our own picture. \n' }, of)
  expect(first.status).toBe(200)
  expect(FeedbackItem.parse(first.body.item)).toEqual({
    detect_uuid: of.replaceAll('-', ''),
    type: 'should_be_authentic',
    vote: 'down',
    verdict: null,
    score: 0.5,
    media_type: 'image',
    comment: 'Our own picture.',
    credit: 0,
    source: 'api',
    created_at: first.body.item.created_at,
    updated_at: first.body.item.updated_at,
  })
  expect((await ask('GET', of.replaceAll('-', '').toUpperCase())).body).toEqual(first.body)
  const second = await give({ type: 'correct', source: 'a'.repeat(70) }, of)
  expect(second.body.item).toMatchObject({ type: 'correct', vote: 'up', comment: null, source: 'a'.repeat(64) })
  expect(second.body.item.created_at).toBe(first.body.item.created_at)
  expect(await ask('DELETE', of)).toMatchObject({ status: 200, body: { success: true } })
  expect(await ask('DELETE', of)).toMatchObject({ status: 200, body: { success: true } })
  expect((await ask('GET', of)).status).toBe(404)
  const trail = await db.owner`
    select type, facts from audit_events where type like 'feedback.%' and facts->>'detectionId' = ${of} order by id`
  expect(trail.map(({ type }) => type)).toEqual(['feedback.given', 'feedback.given', 'feedback.withdrawn'])
  expect(JSON.stringify(trail)).not.toContain('Our own picture')
})

test.each([
  ['Fake', 'ai_generated'],
  ['Likely fake', 'ai_generated'],
  ['Neutral/Uncertain', null],
  ['Likely real', 'authentic'],
  ['Real', 'authentic'],
])('a verdict of %s is spelled %s', async (label, verdict) => {
  await db.owner`update detections set label = ${label} where id = ${uuid}`
  expect((await give({ type: 'skipped' })).body.item.verdict).toBe(verdict)
})

describe('bodies', () => {
  const bodies: [string, RequestInit][] = [
    [
      'JSON',
      { body: '{"type":"correct","comment":"é"}', headers: { 'content-type': 'application/json; charset=UTF-8' } },
    ],
    ['a form', { body: new URLSearchParams({ type: 'correct', comment: 'é' }) }],
    ['a multipart form', { body: form({ type: 'correct', comment: 'é' }) }],
  ]
  test.each(bodies)('as %s', async (_, more) => {
    expect((await ask('POST', uuid, more)).body.item).toMatchObject({ type: 'correct', comment: 'é' })
  })

  test('as a query string with an empty body', async () => {
    const request = new Request(`${detectUrl}/${uuid}/feedback?type=skipped&comment=%C3%A9`, {
      method: 'POST',
      headers: caller.auth,
    })
    const answer = await route.POST(request, { params: Promise.resolve({ uuid }) })
    expect(await answer.json()).toMatchObject({ item: { type: 'skipped', comment: 'é' } })
  })
})

function form(fields: Record<string, string>): FormData {
  const made = new FormData()
  for (const [name, value] of Object.entries(fields)) made.set(name, value)
  return made
}

test.each([
  [{}, 'type', /type: must be one of correct, should_be_ai_generated/],
  [{ type: 'wrong' }, 'type', /must be one of/],
  [{ type: 7 }, 'type', /must be one of/],
  [{ type: 'correct', comment: 'x'.repeat(1001) }, 'comment', /at most 1000 characters/],
  [{ type: 'correct', comment: 7 }, 'comment', /must be text/],
  [{ type: 'correct', source: ['x'] }, 'source', /must be text/],
])('%j is refused by field', async (body, field, says) => {
  const refused = await give(body)
  expect(refused.status).toBe(400)
  expect(Object.keys(refused.body.errors)).toEqual([field])
  expect(refused.body.message).toMatch(says)
})

test('a thousand characters after trimming fit; blank comments and sources are none', async () => {
  expect((await give({ type: 'correct', comment: ` ${'x'.repeat(1000)} ` })).body.item.comment).toHaveLength(1000)
  const blank = { type: 'correct', comment: ' \t', source: ' ' }
  expect((await give(blank)).body.item).toMatchObject({ comment: null, source: 'api' })
  const odd = { type: 'correct', comment: 'a\u0000b\ud800', source: '\u{1f600}'.repeat(70) }
  expect((await give(odd)).body.item).toMatchObject({ comment: 'ab\ufffd', source: '\u{1f600}'.repeat(64) })
})

test('before completion, and after a failure, there is nothing to judge', async () => {
  const { detectionId } = await openTestCase(caller.team.moderator)
  expect(await give({ type: 'correct' }, detectionId)).toMatchObject({
    status: 400,
    body: { message: expect.stringMatching(/not completed yet/) },
  })
  await failDetection(caller.team.worker, { detectionId, reason: 'Broken.' })
  expect(await give({ type: 'correct' }, detectionId)).toMatchObject({
    status: 400,
    body: { message: expect.stringMatching(/failed/) },
  })
})

test('each key says its own; unknown, deleted and other teams’ detections are not found', async () => {
  const sibling = await makeCaller(['read', 'submit'], caller.team)
  await give({ type: 'correct' })
  expect((await ask('GET', uuid, {}, sibling)).status).toBe(404)
  await give({ type: 'skipped' }, uuid, sibling)
  expect((await ask('GET', uuid)).body.item.type).toBe('correct')
  const { detectionId: deleted } = await openWaitingCase(caller.team.moderator)
  await give({ type: 'correct' }, deleted)
  await db.owner`update detections set deleted_at = now() where id = ${deleted}`
  const { detectionId: others } = await openWaitingCase((await makeCaller()).team.moderator)
  for (const of of [deleted, others, 'x', '0'.repeat(32)]) {
    for (const answer of [await give({ type: 'correct' }, of), await ask('GET', of), await ask('DELETE', of)]) {
      expect(answer).toMatchObject({ status: 404, body: { message: 'Detect not found' } })
    }
  }
})

test('giving needs submit, reading needs read', async () => {
  const reader = await makeCaller(['read'], caller.team)
  const submitter = await makeCaller(['submit'], caller.team)
  expect((await give({ type: 'correct' }, uuid, reader)).status).toBe(403)
  expect((await ask('DELETE', uuid, {}, reader)).status).toBe(403)
  expect((await give({ type: 'correct' }, uuid, submitter)).status).toBe(200)
  expect((await ask('GET', uuid, {}, submitter)).status).toBe(403)
})

test('the case page’s reader gets it, with the key’s name', async () => {
  const { detectionId, number } = await openWaitingCase(caller.team.moderator)
  await give({ type: 'should_be_authentic', comment: 'Ours.' }, detectionId)
  const { detections } = await readCase(caller.team.moderator, { number })
  expect(detections[0]?.feedback).toMatchObject([
    { type: 'should_be_authentic', comment: 'Ours.', keyName: expect.stringMatching(/^key \d+$/) },
  ])
  const other = await openWaitingCase(caller.team.moderator)
  expect((await readCase(caller.team.moderator, { number: other.number })).detections[0]?.feedback).toEqual([])
})
