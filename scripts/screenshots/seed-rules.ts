import { createApiKey } from '@/lib/access/create-api-key'
import { setDesk } from '@/lib/desk/set-desk'
import type { PolicyRules } from '@/lib/policies/policy-rules'
import { publishPolicy } from '@/lib/policies/publish-policy'
import { setTeamPolicy } from '@/lib/policies/set-team-policy'
import { saveQueue } from '@/lib/queues/save-queue'
import { setRouting } from '@/lib/queues/set-routing'
import { setRules } from '@/lib/retention/set-rules'
import { createWebhook } from '@/lib/webhooks/create-webhook'
import type { Desk } from './make-people'

const rules: PolicyRules = {
  actions: [
    { code: 'label', label: 'Label as synthetic' },
    { code: 'remove', label: 'Remove' },
    { code: 'limit', label: 'Limit its reach' },
    { code: 'none', label: 'Leave it up' },
  ],
  fourEyes: 'never',
  sampleShare: 0.1,
  reasonLength: 10,
  exhibitRequired: false,
}

const words = `Say what the media is, then what is to be done about it.

Label:

- Pictures, sound or video made by a generator, wholly or in their main part.
- Real recordings that were changed so that they mislead.

Remove:

- Media that shows a real person in a scene that never was, where it may do them harm.

Leave it up:

- Satire that says that it is.
- Edits that change nothing of what is shown: light, crop, size.`

/** The desk as its admin has set it up: policies, queues, rules, a key, a webhook; decisions count at once. */
export async function seedRules(desk: Desk, webhookUrls: string[]): Promise<{ apiKeyId: string }> {
  const ada = desk.actor('ada')
  await setDesk(ada, deskSettings(0))
  const first = {
    policyId: null,
    name: 'Synthetic media',
    words: words.replace('- Satire that says that it is.\n', ''),
    rules,
  }
  const { policyId } = await publishPolicy(ada, first)
  await publishPolicy(ada, { ...first, policyId, words, basedOn: 1 })
  await publishPolicy(ada, {
    policyId: null,
    name: 'Elections',
    words: 'As for all media, and two people look at each case until the polls have closed.',
    rules: { ...rules, fourEyes: 'always', exhibitRequired: true },
  })
  await setTeamPolicy(ada, { policyId })
  const sound = await saveQueue(ada, { name: 'Sound and video', description: 'With headphones.', ordering: 'oldest' })
  const sure = await saveQueue(ada, { name: 'Likely fake', description: 'High scores first.', ordering: 'score' })
  await saveQueue(ada, { name: 'Elections', description: 'Two people look.', ordering: 'deadline' })
  await setRouting(ada, {
    rules: [
      { queueId: sound.queueId, conditions: { mediaTypes: ['audio', 'video'] } },
      { queueId: sure.queueId, conditions: { minScore: 0.8, sources: ['api'] } },
    ],
    seen: [],
  })
  await setRules(ada, {
    portalDefault: false,
    portalRule: false,
    portalWindow: 24 * 60,
    apiWindow: 60,
    keepSeenHash: true,
  })
  const { keyId } = await createApiKey(ada, { name: 'ingest', scopes: ['read', 'submit'] })
  await createApiKey(ada, { name: 'archive', scopes: ['read'] })
  for (const url of webhookUrls) await createWebhook(ada, { url, events: ['decision.made', 'decision.changed'] })
  return { apiKeyId: keyId }
}

/** How the desk works, but for the grace window. */
export function deskSettings(graceSeconds: number) {
  return {
    blur: false,
    grey: false,
    mute: false,
    judgeFirst: false,
    dailyBudget: 240,
    breakAfter: 50,
    claimSeconds: 3600,
    graceSeconds,
  }
}
