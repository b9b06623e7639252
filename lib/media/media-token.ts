import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { derivedKey } from '@/lib/access/derived-key'
import { now } from '@/lib/clock'
import { DocketError } from '@/lib/errors'

/** How long a secure upload waits for its request: detect-api.md, section 5. Seconds. */
export const tokenSeconds = 3600

const audience = 'docket-secure-upload'

const Claims = z.object({ sub: z.uuid(), team: z.uuid() })

/** The token of a secure upload: a JWT (HS256) bound to the team and the upload, until `expiresAt`. */
export async function makeMediaToken(teamId: string, uploadId: string, expiresAt: Date): Promise<string> {
  return new SignJWT({ team: teamId })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(uploadId)
    .setAudience(audience)
    .setIssuedAt(now())
    .setExpirationTime(expiresAt)
    .sign(secret())
}

/**
 * The upload a token stands for, whether or not it was used. Throws `bad_request` with `fields.media_token`, in the same
 * words for a forged one and another team's.
 */
export async function readMediaToken(teamId: string, token: string): Promise<string> {
  const { payload, expired } = await verify(token, secret())
  const claims = Claims.safeParse(payload)
  if (!claims.success || claims.data.team !== teamId) throw unknown()
  if (expired) {
    throw refusedToken('has expired; it is good for one hour. Upload the file again with POST /secure_uploads.')
  }
  return claims.data.sub
}

async function verify(token: string, key: Uint8Array): Promise<{ payload: JWTPayload; expired: boolean }> {
  const expected = { algorithms: ['HS256'], audience, requiredClaims: ['exp'], currentDate: now() }
  try {
    const { payload } = await jwtVerify(token, key, expected)
    return { payload, expired: false }
  } catch (error) {
    // Its signature and purpose were looked at first. Whose it is comes before how old it is.
    if (error instanceof errors.JWTExpired) return { payload: error.payload, expired: true }
    throw unknown()
  }
}

function unknown(): DocketError {
  return refusedToken('is none that this server gave to this team. Send the token that POST /secure_uploads answered.')
}

/** The refusal of a media token; the predicate follows “The media_token”. */
export function refusedToken(predicate: string): DocketError {
  const message = `The media_token ${predicate}`
  return new DocketError('bad_request', message, { fields: { media_token: [message] } })
}

function secret(): Uint8Array {
  return new Uint8Array(derivedKey(audience))
}
