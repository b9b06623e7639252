import '../support/data-folder'
import { expect, test } from 'vitest'
import { RemoteFailure } from '@/lib/detect/detectors/remote-failure'
import { useTestDatabase } from '../support/database'
import type { HostedStep } from '../support/hosted-api'
import { useRemoteDesk } from '../support/remote-desk'
import { openStoredCase, workOne } from '../support/remote-detector'

const db = useTestDatabase()
const desk = useRemoteDesk()

const replyOf = async (detectionId: string) =>
  (await db.owner`select reply from remote_runs where detection_id = ${detectionId}`)[0]?.reply
const surprise: HostedStep = { kind: 'raw', status: 200, body: '{"item":{"uuid":7,"file_deleted_at":"2020-01-01"}}' }

test('an answer that cannot be read is kept as its text, and makes way for one that can', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator, 'image')
  await workOne(db, detectionId)
  desk.api.script('GET /detect/*', surprise, { kind: 'html', status: 200 })
  await workOne(db, detectionId)
  const kept = await replyOf(detectionId)
  expect(Object.keys(kept)).toEqual(['unreadable'])
  expect(JSON.parse(kept.unreadable)).toEqual({ uuid: 7, file_deleted_at: '2020-01-01' })
  await workOne(db, detectionId)
  expect((await replyOf(detectionId)).unreadable).toMatch(/^<!DOCTYPE html>/)
  await workOne(db, detectionId)
  expect(await replyOf(detectionId)).toMatchObject({ status: 'processing' })
  desk.api.script('GET /detect/*', surprise)
  await workOne(db, detectionId)
  expect(await replyOf(detectionId)).toMatchObject({ status: 'processing' })
})

test('under zero retention nothing of it is kept', async () => {
  const { detectionId } = await openStoredCase(desk.team.moderator, 'image', { zeroRetention: true })
  await workOne(db, detectionId)
  desk.api.script('GET /detect/*', surprise)
  await workOne(db, detectionId)
  expect(await replyOf(detectionId)).toBeNull()
})

test('what it says is in no field that a logger writes out', () => {
  const told = { permanent: true, forModerator: 'a', forAdmin: 'b', said: 'secret words' }
  const failure = new RemoteFailure('unreadable', told)
  expect(failure.said).toBe('secret words')
  expect(JSON.stringify({ ...failure, message: failure.message })).not.toContain('secret')
})
