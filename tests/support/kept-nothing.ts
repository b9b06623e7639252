import type { Member } from '@/lib/access/actor'
import { withTeam } from '@/lib/db/client'
import { dropCaseKey, makeCaseKey } from '@/lib/retention/case-key'
import type { TestDatabase } from './database'
import { openWaitingCase } from './rows'

/** A waiting case that must leave nothing behind, with its key. */
export async function openSealedCase({ owner }: TestDatabase, actor: Member) {
  const opened = await openWaitingCase(actor)
  const ofCase = { teamId: actor.teamId, caseId: opened.caseId }
  await owner`update cases set zero_retention = true, retention = 'due', purge_reason = 'zero_retention',
    purge_after = now() + interval '1 day' where id = ${opened.caseId}`
  await withTeam(actor.teamId, (tx) => makeCaseKey(tx, ofCase))
  return opened
}

/** Its key goes, as at its purge. */
export const loseKey = ({ teamId }: Member, caseId: string) =>
  withTeam(teamId, (tx) => dropCaseKey(tx, { teamId, caseId }))
