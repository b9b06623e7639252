import type { Finding } from './check'
import type { Evidence } from './evidence'
import { AnalysisFailure } from './failure'
import type { CheckName } from './registry'
import { toEvidence } from './to-evidence'

/**
 * Runs one check and turns what it found into evidence. A check that breaks or takes longer than `limitMs` becomes
 * evidence with status `failed`; the analysis goes on. An AnalysisFailure (the media itself is at fault) goes through.
 */
export async function runCheck(
  name: CheckName,
  check: () => Promise<Finding[]>,
  limitMs = 20_000,
): Promise<Evidence[]> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<Finding[]>((resolve) => {
    timer = setTimeout(() => resolve([failed('This check took too long and was stopped.')]), limitMs)
  })
  try {
    const findings = await Promise.race([check(), deadline])
    return findings.map((finding) => toEvidence(name, finding))
  } catch (error) {
    if (error instanceof AnalysisFailure) throw error
    return [toEvidence(name, failed('This check could not read the media and was skipped.'))]
  } finally {
    clearTimeout(timer)
  }
}

/** The finding of a check that does not apply to this media; `because` is a plain sentence. */
export function notApplicable(because: string): Finding {
  return {
    points: 'context',
    status: 'not_applicable',
    llr: 0,
    strong: false,
    explain: because,
    doesNotShow: 'A check that does not apply says nothing about the media, either way.',
    facts: {},
  }
}

function failed(because: string): Finding {
  return {
    ...notApplicable(because),
    status: 'failed',
    doesNotShow: 'A check that failed says nothing about the media, either way.',
  }
}
