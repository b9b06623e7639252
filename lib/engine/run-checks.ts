import type { MediaType } from './analysis'
import type { CheckEntry } from './check'
import type { Evidence } from './evidence'
import { type ChecksOf, checks, checksOf } from './registry'
import { runCheck } from './run-check'
import { runnableChecks } from './runnable-checks'
import type { SubjectName, Subjects } from './subjects'

interface Options {
  /** Milliseconds one check may take. */
  limitMs?: number
  /** Told the stage of each check that has one, before it begins. */
  report?: (says: string, share: number) => void
}

/**
 * Runs every check that looks at this kind of subject, one after the other in the order of the registry, and gives their
 * evidence in that order. What breaks or takes too long is evidence of its own (`runCheck`); an AnalysisFailure goes through.
 */
export async function runChecks<S extends SubjectName>(
  looksAt: S,
  mediaType: MediaType,
  subject: Subjects[S],
  { limitMs, report }: Options = {},
): Promise<Evidence[]> {
  const evidence: Evidence[] = []
  for (const name of checksOf(looksAt, mediaType)) {
    const { stage }: CheckEntry = checks[name]
    if (stage) report?.(stage.says, stage.share)
    evidence.push(...(await runNamed(looksAt, name, subject, limitMs)))
  }
  return evidence
}

/** Runs one check of the registry. */
export function runNamed<S extends SubjectName>(
  looksAt: S,
  name: ChecksOf<S>,
  subject: Subjects[S],
  limitMs?: number,
): Promise<Evidence[]> {
  const check = runnableChecks[looksAt][name]
  return runCheck(name, async () => check(subject), limitMs)
}
