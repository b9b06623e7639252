import { and, asc, eq, inArray } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import { type Transaction, withTeam } from '@/lib/db/client'
import { log } from '@/lib/log'
import type { CopyName } from './copies'
import { goneElsewhere } from './gone-elsewhere'
import { goneFile, goneIncoming, goneObjects, goneResumable, goneWork } from './gone-files'
import { goneCaseKey, goneKeyTable } from './gone-key'
import { lookAtJobs, tellDownloads } from './gone-nowhere'
import { rowCopies } from './gone-rows'
import {
  failedBecause,
  type OpenStep,
  type Outcome,
  type Purge,
  probed,
  type RowCopy,
  stillThere,
} from './purge-outcome'

type Attempt = (purge: Purge, step: OpenStep) => Promise<Outcome>

/** How each copy outside the rows is made to go and looked for. */
const attempts = {
  case_key: goneCaseKey,
  key_table: goneKeyTable,
  original: (purge, { subject }) => goneFile(purge, subject),
  preview: (purge, { subject }) => goneFile(purge, subject),
  map: (purge, { subject }) => goneFile(purge, subject),
  object: (purge, { subject }) => goneObjects(purge, subject),
  work_files: goneWork,
  frames: goneWork,
  incoming: goneIncoming,
  resumable_upload: (purge, { subject }) => goneResumable(purge, subject),
  detector: goneElsewhere,
  jobs: lookAtJobs,
  downloads: tellDownloads,
  backups: async () => ({ result: 'unknown' as const, says: 'Docket makes none, and cannot reach those of others.' }),
} satisfies Record<Exclude<CopyName, keyof typeof rowCopies>, Attempt>

const isOfRows = (copy: CopyName): copy is keyof typeof rowCopies => Object.hasOwn(rowCopies, copy)

/** A step and what became of it. */
export interface Attempted {
  step: OpenStep
  outcome: Outcome
}

/**
 * Attempts every step, each by itself: one that fails keeps no other from being done. Never throws. `note` is told of each as
 * soon as it is known, those of the database's rows together.
 */
export async function attemptSteps(
  purge: Purge,
  steps: OpenStep[],
  note: (attempted: Attempted[]) => Promise<void>,
): Promise<void> {
  const ofRows = steps.filter(({ copy }) => isOfRows(copy))
  const others = steps.filter(({ copy }) => !isOfRows(copy))
  // A detector elsewhere may take long to answer, so it comes last.
  others.sort((one, other) => Number(one.copy === 'detector') - Number(other.copy === 'detector'))
  const quick: Attempted[] = []
  for (const step of others) {
    if (step.copy === 'detector') await note([...quick.splice(0), ...(await attemptRows(purge, ofRows.splice(0)))])
    quick.push({ step, outcome: await attempt(purge, step) })
  }
  await note([...quick, ...(await attemptRows(purge, ofRows))])
}

async function attempt(purge: Purge, step: OpenStep): Promise<Outcome> {
  try {
    const by: Attempt = attempts[step.copy as keyof typeof attempts]
    return await by(purge, step)
  } catch (error) {
    return failed(purge, step, error)
  }
}

/** Two transactions for all of them: one that changes, each within a savepoint of its own, and one that looks again. */
async function attemptRows(purge: Purge, steps: OpenStep[]): Promise<Attempted[]> {
  if (steps.length === 0) return []
  try {
    const changed = await withTeam(purge.teamId, (tx) => changeRows(tx, purge, steps))
    return await withTeam(purge.teamId, (tx) => lookAgain(tx, purge, changed))
  } catch (error) {
    // The transaction itself: nothing of it was done, or nothing of it is known.
    return steps.map((step) => ({ step, outcome: failed(purge, step, error) }))
  }
}

interface Changed {
  step: OpenStep
  /** In how many places it was; or why it could not be taken out. */
  was: number | Outcome
}

async function changeRows(tx: Transaction, purge: Purge, steps: OpenStep[]): Promise<Changed[]> {
  await lockAll(tx, purge)
  const changed: Changed[] = []
  for (const step of steps) {
    const { left, change } = rowCopyOf(step)
    const was = await tx
      .transaction(async (savepoint) => {
        const places = await left(savepoint, purge, step.subject)
        await change(savepoint, purge, step.subject)
        return places
      })
      .catch((error: unknown) => failed(purge, step, error))
    changed.push({ step, was })
  }
  return changed
}

async function lookAgain(tx: Transaction, purge: Purge, changed: Changed[]): Promise<Attempted[]> {
  const attempted: Attempted[] = []
  for (const { step, was } of changed) {
    const { left, says } = rowCopyOf(step)
    if (typeof was !== 'number') attempted.push({ step, outcome: was })
    else if ((await left(tx, purge, step.subject)) > 0) attempted.push({ step, outcome: stillThere('It') })
    else attempted.push({ step, outcome: probed(was > 0, says) })
  }
  return attempted
}

function rowCopyOf({ copy }: OpenStep): RowCopy {
  return rowCopies[copy as keyof typeof rowCopies]
}

/** In the one order of all (docs/decisions/0011-lock-order.md): runs, runs elsewhere, the case. */
async function lockAll(tx: Transaction, { teamId, caseId, detectionIds }: Purge): Promise<void> {
  const ofCase = and(eq(detections.teamId, teamId), eq(detections.caseId, caseId))
  await tx.select({ id: detections.id }).from(detections).where(ofCase).orderBy(asc(detections.id)).for('no key update')
  if (detectionIds.length > 0) {
    await tx
      .select({ id: remoteRuns.detectionId })
      .from(remoteRuns)
      .where(and(eq(remoteRuns.teamId, teamId), inArray(remoteRuns.detectionId, detectionIds)))
      .orderBy(asc(remoteRuns.detectionId))
      .for('no key update')
  }
  await tx
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.teamId, teamId), eq(cases.id, caseId)))
    .for('update')
}

function failed({ caseId }: Purge, { copy }: OpenStep, error: unknown): Outcome {
  log.warn({ err: error, caseId, copy }, 'a copy could not be deleted; it is tried again')
  return failedBecause(error)
}
