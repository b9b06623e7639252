import crypto from 'node:crypto'
import { derivedKey } from '@/lib/access/derived-key'

/**
 * What stands for the bytes of media that must not be kept: an HMAC of its SHA-256, with a key of this instance's and the team's
 * id, in hex. It tells that the same bytes came again to the same team, and nothing to whoever has the file and a copy of the
 * database; whoever also has AUTH_SECRET can test a file that they have.
 */
export function keyedDigest(teamId: string, sha256: string): string {
  return crypto.createHmac('sha256', derivedKey('docket-seen')).update(`${teamId} ${sha256}`).digest('hex')
}
