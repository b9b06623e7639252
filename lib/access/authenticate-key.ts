import { and, eq, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { apiKeys } from '@/drizzle/schema/api-keys'
import { now } from '@/lib/clock'
import { database, withTeam } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'
import { overRate, requestsPerSecond } from '@/lib/http/rate-limit'
import { log } from '@/lib/log'
import type { Actor, Scope } from './actor'
import { digest } from './digest'

type ApiKey = Extract<Actor, { kind: 'api-key' }>

interface KeyRow extends Record<string, unknown> {
  team_id: string
  id: string
  scopes: Scope[]
  counted: boolean
}

/** Milliseconds within which a key's use is noted once. */
const noteEvery = 60_000

const noted = new Map<string, number>()

/**
 * The key a request was made with, from `Authorization: Bearer KEY` or the official SDK's `Token token=KEY`.
 * Throws DocketError `unauthorized`, in the same words whether there is no key, an unknown or a revoked one.
 */
export async function authenticateKey(request: Request): Promise<ApiKey> {
  return find(request, (hash) => sql`select *, true as counted from find_api_key(${hash})`)
}

/**
 * The same for a call of the API, which is counted in the same round trip. Throws `too_many_requests` too. Media, which
 * players ask for piece by piece, is not counted.
 */
export async function authenticateCall(request: Request): Promise<ApiKey> {
  return find(
    request,
    (hash) => sql`
      select k.*, count_api_request(k.team_id, k.id, ${requestsPerSecond}) as counted from find_api_key(${hash}) k`,
  )
}

async function find(request: Request, queryFor: (hash: string) => SQL): Promise<ApiKey> {
  const key = keyIn(request.headers.get('authorization'))
  if (!key) throw unauthorized()
  const [row] = await database().execute<KeyRow>(queryFor(digest(key)))
  if (!row) throw unauthorized()
  if (!row.counted) throw overRate()
  const actor: ApiKey = { kind: 'api-key', teamId: row.team_id, keyId: row.id, scopes: row.scopes }
  await noteUse(actor)
  return actor
}

function keyIn(header: string | null): string | undefined {
  const [, bearer, token, quoted] =
    /^\s*(?:Bearer\s+(\S+)|Token\s+token=(?:"([^"\s]+)"|([^",\s]+)))\s*$/i.exec(header ?? '') ?? []
  return bearer ?? token ?? quoted
}

async function noteUse({ teamId, keyId }: ApiKey): Promise<void> {
  const at = now()
  if (at.getTime() - (noted.get(keyId) ?? 0) < noteEvery) return
  if (noted.size > 10_000) noted.clear()
  noted.set(keyId, at.getTime())
  const before = new Date(at.getTime() - noteEvery)
  try {
    await withTeam(teamId, (tx) =>
      tx
        .update(apiKeys)
        .set({ lastUsedAt: at })
        .where(
          and(
            eq(apiKeys.teamId, teamId),
            eq(apiKeys.id, keyId),
            or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, before)),
          ),
        ),
    )
  } catch (error) {
    // A request is not refused because its key's last use could not be noted.
    log.warn({ err: error, keyId }, 'could not note the use of a key')
  }
}

function unauthorized(): DocketError {
  return new DocketError('unauthorized', 'Unauthorized')
}
