'use server'

import { refresh } from 'next/cache'
import type { PolicyDraft } from '@/components/policies/policy-form'
import { memberAction } from '@/lib/http/server-action'
import { archivePolicy } from '@/lib/policies/archive-policy'
import { publishPolicy } from '@/lib/policies/publish-policy'
import { setTeamPolicy } from '@/lib/policies/set-team-policy'

/** Publishes a policy or its next version. */
export const publishPolicyAction = memberAction((member, input: PolicyDraft) => publishPolicy(member, input))

/** Puts a policy away. */
export const archivePolicyAction = memberAction(async (member, input: { policyId: string }) => {
  const done = await archivePolicy(member, input)
  refresh()
  return done
})

/** Says by which policy the whole team judges. */
export const setTeamPolicyAction = memberAction(async (member, input: { policyId: string | null }) => {
  const done = await setTeamPolicy(member, input)
  refresh()
  return done
})
