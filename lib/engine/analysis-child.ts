import { analyse } from './analyse'
import type { AnalysisRequest } from './analysis'
import type { AnalysisMessage } from './analysis-message'
import { AnalysisFailure } from './failure'

/**
 * The process in which one file is analysed, started by run-analysis.ts: takes one request, says how it goes, answers,
 * ends. It knows no database, no settings and no secrets.
 */
function say(message: AnalysisMessage, then?: () => void): void {
  process.send?.(message, undefined, undefined, () => then?.())
}

async function run(request: AnalysisRequest): Promise<AnalysisMessage> {
  try {
    const analysis = await analyse(request, (stage, share) => say({ kind: 'progress', stage, share: cut(share) }))
    return { kind: 'done', analysis }
  } catch (error) {
    if (error instanceof AnalysisFailure) return { kind: 'failed', message: error.message, permanent: error.permanent }
    throw error
  }
}

const cut = (share: number) => Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0))

process.once('message', async (request: AnalysisRequest) => {
  const answer = await run(request)
  // Ending at once skips the destructors of native code, which are of no use to a process that ends.
  say(answer, () => process.exit(0))
})
// Nobody waits for the answer any more.
process.once('disconnect', () => process.exit(1))
