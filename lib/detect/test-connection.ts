import crypto from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { command } from '@/lib/db/command'
import { parseInput } from '@/lib/db/parse-input'
import { query } from '@/lib/db/query'
import { DocketError } from '@/lib/errors'
import { checkApiBase } from './api-base'
import { assertKeyKept } from './connection-key'
import { hostOf } from './detectors/remote-agent'
import { type Answered, deleteDetection, getDetection, submitFile } from './detectors/remote-client'
import { verdictOf } from './detectors/reply-verdict'
import { lookThere } from './look-there'
import { readChoice } from './read-choice'
import { type Connection, instanceConnection } from './read-connection'
import { remoteTurn } from './remote-turn'
import { DetectionParameters } from './request-parameters'
import { ConnectionInput } from './set-connection'
import { drawTestPicture } from './test-picture'
import type { ConnectionTest } from './test-steps'
import { usualPatience, walkConnection } from './walk-connection'
import { makeWorkFolder } from './work-folder'

const Input = ConnectionInput.pick({ url: true, key: true })

/**
 * Runs one tiny detection over a connection, kept or only typed: a picture drawn for it, under zero retention, deleted
 * there at the end. Waits about a minute at most, in no transaction. Throws `bad_request` for an address or key that is
 * not sent to at all; what fails at the API is in the steps.
 */
export async function testConnection(
  actor: Actor,
  raw: z.input<typeof Input>,
  patience = usualPatience,
): Promise<ConnectionTest> {
  authorise(actor, 'detector.manage')
  const { url, key } = parseInput(Input, raw)
  const connection = await connectionOf(actor, { url: url === null ? null : await checkApiBase(url), key })
  const id = crypto.randomUUID()
  const folder = await makeWorkFolder(id)
  try {
    const file = path.join(folder, 'test.png')
    await fs.writeFile(file, drawTestPicture())
    const steps = await walkConnection(apiOf(connection, { teamId: actor.teamId, file, id }), patience)
    const test = {
      host: hostOf(connection),
      ok: steps.some(({ step, ok }) => step === 'finished' && ok),
      steps,
    }
    await recordTest(actor, { host: test.host, ok: test.ok })
    return test
  } finally {
    await fs.rm(folder, { recursive: true, force: true })
  }
}

async function connectionOf(
  actor: Actor,
  { url, key }: { url: string | null; key: string | null },
): Promise<Connection> {
  if (url !== null) return { url, key: key ?? (await keptKey(actor, { url })), ofInstance: false }
  const connection = instanceConnection()
  if (connection) return connection
  const message = 'There is no Detect API to test. Enter its address.'
  throw new DocketError('bad_request', message, { fields: { url: [message] } })
}

const keptKey = query({
  permission: 'detector.manage',
  input: z.object({ url: z.string() }),
  run: async (tx, { url }, { teamId }) => assertKeyKept((await readChoice(tx, teamId)).row, url),
})

const recordTest = command({
  permission: 'detector.manage',
  input: z.object({ host: z.string(), ok: z.boolean() }),
  run: async (_tx, { host, ok }) => ({ result: null, events: [{ type: 'detector.tested', host, ok }] }),
})

/** Milliseconds one request of a test may take. */
const longestRequest = 20_000

function apiOf(connection: Connection, { teamId, file, id }: { teamId: string; file: string; id: string }) {
  const host = hostOf(connection)
  // Each request takes its turn with those of cases; only then does its time begin.
  const within = async () => {
    await remoteTurn(connection, teamId, new AbortController().signal)
    return AbortSignal.timeout(longestRequest)
  }
  const submission = {
    marker: `docket-test-${id.replaceAll('-', '')}.png`,
    mediaType: 'image' as const,
    parameters: DetectionParameters.parse({ visualize: false }),
    zeroRetention: true,
    callbackUrl: null,
    idempotencyKey: id,
  }
  const seen = ({ reply }: Answered) => ({
    uuid: reply.uuid,
    status: reply.status,
    label: reply.status === 'completed' ? verdictOf(reply, host).verdict.label : null,
    errorMessage: reply.errorMessage,
  })
  return {
    host,
    look: async () => lookThere(connection, await within()),
    submit: async () =>
      seen(await submitFile(connection, submission, { path: file, contentType: 'image/png' }, await within())),
    ask: async (uuid: string) => seen(await getDetection(connection, uuid, await within())),
    remove: async (uuid: string) => deleteDetection(connection, uuid, await within()),
  }
}
