import { z } from 'zod'
import { parseInput } from '@/lib/db/parse-input'
import type { Member } from './actor'
import { authorise } from './authorise'
import { type Permission, permissions } from './permissions'

const Input = z.object({ permission: z.enum(Object.keys(permissions) as [Permission, ...Permission[]]) })

/** Seconds for which a proof must hold still: as long as a request may take that is sent next. */
const spare = 30

/**
 * Asked before a download begins, for a refusal would take the page's place. Throws DocketError `forbidden`, or
 * `proof_required` where the member is to confirm first who they are, or would have to within half a minute.
 */
export function assertProved(member: Member, raw: z.input<typeof Input>): void {
  authorise(member, parseInput(Input, raw).permission, spare)
}
