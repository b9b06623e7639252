import crypto from 'node:crypto'
import type { Actor, Member } from '@/lib/access/actor'
import { decideCase } from '@/lib/cases/decide-case'
import { finishDetection } from '@/lib/detect/finish-detection'
import type { Label } from '@/lib/engine/analysis'
import { policiesOfCases } from '@/lib/policies/policies-of-cases'
import { PolicyRules } from '@/lib/policies/policy-rules'
import { publishPolicy } from '@/lib/policies/publish-policy'
import { addMember } from '@/lib/teams/add-member'
import type { TestDatabase } from './database'
import { password, type TestTeam } from './people'
import { analysis, findMemberId, openTestCase } from './rows'

/** A policy that forbids nothing, changed as asked. */
export function rules(change: Partial<PolicyRules> = {}): PolicyRules {
  return PolicyRules.parse({ actions: [{ code: 'remove', label: 'Remove' }], fourEyes: 'never', ...change })
}

/** Publishes a policy and makes it the whole team's. */
export async function judgeBy(
  { owner }: TestDatabase,
  team: TestTeam,
  change: Partial<PolicyRules> = {},
): Promise<{ policyId: string; version: number }> {
  const name = `Policy ${crypto.randomBytes(3).toString('hex')}`
  const made = await publishPolicy(team.admin, { name, words: 'What misleads goes.', rules: rules(change) })
  await owner`insert into desk_settings (team_id, policy_id) values (${team.teamId}, ${made.policyId})
    on conflict (team_id) do update set policy_id = ${made.policyId}`
  return made
}

/** Changes how a team’s desk works. */
export async function setDesk(
  { owner }: TestDatabase,
  team: TestTeam,
  change: { grace_seconds?: number; judge_first?: boolean },
): Promise<void> {
  await owner`insert into desk_settings ${owner({ team_id: team.teamId, ...change })}
    on conflict (team_id) do update set ${owner(change)}`
}

/** One more person in a team. */
export async function anotherMember(team: TestTeam, name: string, role: Member['role'] = 'moderator'): Promise<Member> {
  const email = `${crypto.randomBytes(4).toString('hex')}@example.test`
  await addMember(team.operator, { email, name, password, role })
  return { ...team.moderator, memberId: await findMemberId(email), sessionId: crypto.randomUUID(), name, email, role }
}

/** A case that waits for a person, with this verdict of the machine's. */
export async function openJudged(actor: Actor, label: Label, score = 0.9) {
  const opened = await openTestCase(actor)
  const verdict = { label, score, synthetic: score, manipulated: score, summary: 'It says so.' }
  await finishDetection(
    { kind: 'worker', teamId: actor.teamId },
    { detectionId: opened.detectionId, analysis: analysis({ verdict }), preview: null, maps: new Map() },
  )
  return opened
}

/** Lets the grace window of every decision on a case be over. */
export async function settle({ owner }: TestDatabase, caseId: string): Promise<void> {
  await owner`update decisions set effective_at = now() - interval '1 second' where case_id = ${caseId}`
}

/** When the jobs that tell of a decision begin, in seconds from now. */
export async function tellings({ owner }: TestDatabase, decisionId: string): Promise<number[]> {
  const rows = await owner<{ seconds: number }[]>`
    select extract(epoch from start_after - now())::float8 as seconds from pgboss.job
    where name = 'decision.tell' and data->>'decisionId' = ${decisionId} order by start_after`
  return rows.map(({ seconds }) => seconds)
}

/** What a case is judged by, as a decision says that it was read; nothing where no policy is in force. */
export async function asShown(actor: Actor, caseId: string): Promise<{ policyId?: string; policyVersion?: number }> {
  const [of] = await policiesOfCases(actor, { caseIds: [caseId] })
  return of?.policy ? { policyId: of.policy.policyId, policyVersion: of.policy.version } : {}
}

/** A decision with a reason, under the policy that is in force. */
export async function decideAs(actor: Member, caseId: string, finding: 'authentic' | 'synthetic' = 'authentic') {
  return decideCase(actor, { caseId, finding, reason: 'Seen the original.', ...(await asShown(actor, caseId)) })
}
