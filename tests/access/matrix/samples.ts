import crypto from 'node:crypto'
import { createApiKey } from '@/lib/access/create-api-key'
import { writeNote } from '@/lib/notes/write-note'
import { publishPolicy } from '@/lib/policies/publish-policy'
import { listQueues } from '@/lib/queues/list-queues'
import type { TestDatabase } from '../../support/database'
import { rules } from '../../support/judging'
import type { TestTeam } from '../../support/people'
import { openWaitingCase } from '../../support/rows'

/** The ids of things, by the names under which pages, actions and routes are given them. */
export type Ids = Record<string, string | number>

const named = [
  'caseId',
  'decisionId',
  'detectionId',
  'policyId',
  'queueId',
  'webhookId',
  'deliveryId',
  'callbackId',
  'keyId',
  'listId',
  'entryId',
  'viewId',
  'noteId',
  'exhibitId',
  'reviewId',
  'requestId',
  'memberId',
  'invitationId',
  'sessionId',
  'knownId',
  'mediaId',
  'batchId',
  'teamId',
]

/** Ids of nothing. */
export function missingIds(): Ids {
  return { ...Object.fromEntries(named.map((name) => [name, crypto.randomUUID()])), number: 99_999 }
}

/** Ids of things the team has; of what it has none of, ids of nothing. */
export async function idsOf({ owner }: TestDatabase, team: TestTeam): Promise<Ids> {
  const { caseId, number, detectionId } = await openWaitingCase(team.moderator)
  const { noteId } = await writeNote(team.moderator, { caseId, body: 'A note.' })
  const { policyId } = await publishPolicy(team.admin, { name: 'Of the matrix', words: 'x', rules: rules() })
  const { keyId } = await createApiKey(team.admin, { name: 'of the matrix', scopes: ['read'] })
  const [queue] = await listQueues(team.admin, {})
  const { teamId } = team
  const [media] = await owner<{ id: string }[]>`select id from media where team_id = ${teamId} limit 1`
  const webhookId = crypto.randomUUID()
  await owner`
    insert into webhooks (id, team_id, url, events, secret)
    values (${webhookId}, ${teamId}, 'https://receiver.example/', '{case.decided}', '')`
  return {
    ...missingIds(),
    ...{ caseId, number, detectionId, noteId, policyId, keyId, webhookId, teamId },
    queueId: queue?.id ?? '',
    mediaId: media?.id ?? '',
    memberId: team.moderator.memberId,
  }
}

/** What an action could be given, whichever it is: each takes its own of it. */
export function inputWith(ids: Ids): Record<string, unknown> {
  const { caseId, decisionId, mediaId } = ids
  return {
    ...ids,
    caseIds: [caseId],
    decisions: [{ caseId, decisionId }],
    mediaIds: [mediaId],
    shown: [{ caseIds: [caseId], policyId: null }],
    // Words and numbers.
    ...{ name: 'Of the matrix', title: 'Of the matrix', teamName: 'Of the matrix', text: String(caseId) },
    ...{ reason: 'Asked by the matrix.', body: 'Asked by the matrix.', words: 'x', query: '', place: '', note: '' },
    ...{ email: 'nobody@example.test', password: 'wrong horse battery', token: 'no-such-token', code: '000000' },
    ...{ url: 'no address', key: null, attempt: 'matrix', options: {}, items: [], addressHash: 'a'.repeat(64) },
    ...{ finding: 'authentic', judgement: null, track: 'file', tracks: {}, confidence: null, action: null },
    ...{ exhibits: [], mentions: [], secondReview: false, goOn: false, confirm: false, paused: true, matchCases: true },
    ...{ role: 'moderator', scopes: ['read'], events: [], shared: 'me', to: 'confirmed', use: 'engine', seconds: 1 },
    ...{ keys: {}, rules: rules(), order: [], basedOn: null },
  }
}
