import { writeFileSync } from 'node:fs'
import { analyse } from './analyse'
import type { AnalysisRequest } from './analysis'
import type { AnalysisMessage } from './analysis-message'
import { AnalysisFailure } from './failure'
import { type RedrawRequest, redrawPicture } from './image/redraw-picture'

/**
 * The process in which one file is analysed, or a picture drawn anew, started by start-child.ts: takes one request on its input, says how it goes
 * on descriptor 3, answers there, ends. It knows no database, no settings and no secrets.
 */
const answers = 3

function say(message: AnalysisMessage): void {
  writeFileSync(answers, `${JSON.stringify(message)}\n`)
}

async function run(request: AnalysisRequest | RedrawRequest): Promise<AnalysisMessage> {
  try {
    if ('redrawAs' in request) return { kind: 'redrawn', picture: await redrawPicture(request) }
    const analysis = await analyse(request, (stage, share) => say({ kind: 'progress', stage, share: cut(share) }))
    return { kind: 'done', analysis }
  } catch (error) {
    if (error instanceof AnalysisFailure) return { kind: 'failed', message: error.message, permanent: error.permanent }
    throw error
  }
}

const cut = (share: number) => Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0))

let asked = ''
process.stdin.setEncoding('utf8')
process.stdin.on('data', async (text: string) => {
  const begun = asked.includes('\n')
  asked += text
  if (begun || !asked.includes('\n')) return
  const answer = await run(JSON.parse(asked) as AnalysisRequest | RedrawRequest)
  say(answer)
  // Ending at once skips the destructors of native code, which are of no use to a process that ends.
  process.exit(0)
})
// Nobody waits for the answer any more.
process.stdin.on('end', () => process.exit(1))
