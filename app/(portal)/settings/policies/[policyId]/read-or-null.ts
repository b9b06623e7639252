import { z } from 'zod'
import type { Member } from '@/lib/access/actor'
import { DocketError } from '@/lib/errors'
import { type PolicyDetail, readPolicy } from '@/lib/policies/read-policy'

/** The policy that an address names; null for another team's, a missing one and anything that cannot be one. */
export async function readOrNull(member: Member, policyId: string): Promise<PolicyDetail | null> {
  if (!z.uuid().safeParse(policyId).success) return null
  try {
    return await readPolicy(member, { policyId })
  } catch (error) {
    if (error instanceof DocketError && error.code === 'not_found') return null
    throw error
  }
}
