import type { Analysis, Doubt } from '../analysis'
import type { Finding } from '../check'
import { describeCoverage } from '../coverage'
import { listDoubts } from '../doubts'
import { qualify } from '../incomplete'
import { inOrder } from '../registry'
import { toEvidence } from '../to-evidence'
import { judge, priorOf } from '../verdict'
import { judgeSound } from '../video/judge-sound'

/** An analysis with what known media its media matches: judged again by the same rules. Pure. */
export function withKnown(analysis: Analysis, found: Finding[]): Analysis {
  const evidence = inOrder([...analysis.evidence, ...found.map((finding) => toEvidence('match.known', finding))])
  const incomplete = analysis.doubts.find(({ code }) => code === 'incomplete') ?? null
  const prior = priorOf(analysis.baseRate)
  const verdict = qualify(judge(evidence, prior), incomplete)
  const { facts, frames } = analysis
  const undecided = ({ code }: Doubt) => code === 'nothing_decides' || code === 'label_and_score_disagree'
  return {
    ...analysis,
    evidence,
    verdict,
    sound: judgeSound(evidence, analysis.sound !== null, prior),
    coverage: describeCoverage(evidence),
    doubts: [
      ...analysis.doubts.filter((doubt) => !undecided(doubt)),
      ...listDoubts({ facts, evidence, verdict, frames }).filter(undecided),
    ],
  }
}
