import type { Analysis, AnalysisRequest, ReportProgress } from '../analysis'
import { readDeclaredLength } from '../container/declared-length'
import { openContainer } from '../container/open-container'
import { readFacts } from '../container/read-facts'
import { describeCoverage } from '../coverage'
import { loadDecoder } from '../decoder'
import { listDoubts } from '../doubts'
import { AnalysisFailure } from '../failure'
import { doubtLength, qualify } from '../incomplete'
import { askModels } from '../model/ask-models'
import { prepareSound } from '../model/prepare-sound'
import { readCredentials } from '../provenance/credentials'
import { inOrder, listNotChecked } from '../registry'
import { runChecks } from '../run-checks'
import { judge, priorOf } from '../verdict'
import { listen } from './listen'

/**
 * Analyses a sound file: Content Credentials, generator marks, container facts, and the sound itself decoded once.
 * Rejects with AnalysisFailure when the file holds no sound that can be decoded, or there is no decoder.
 */
export async function analyseSound(request: AnalysisRequest, report: ReportProgress): Promise<Analysis> {
  const prior = priorOf(request.baseRate)
  report('Opening the file', 0)
  const decoder = await loadDecoder()
  const container = openContainer(decoder, request.path)
  try {
    const known = readFacts(decoder, container)
    const facts = { ...known, width: null, height: null, frameRate: null, videoCodec: null }
    if (container.sound === null) throw new AnalysisFailure('There is no sound in this file.', { permanent: true })
    const packing = await runChecks('container', 'audio', { container, facts })
    report('Reading Content Credentials', 0.05)
    const provenance = await readCredentials(request)
    report('Listening to the sound', 0.1)
    const heard = await listen(decoder, container, request, (stage, share) => report(stage, 0.1 + share * 0.9))
    if (heard.seconds === 0) throw new AnalysisFailure(silence(request, known.durationSeconds), { permanent: true })
    const content = await askModels(request, 'audio', prepareSound(decoder, request))
    facts.durationSeconds ??= Math.round(heard.seconds * 1000) / 1000
    const evidence = inOrder([
      ...provenance.evidence,
      ...packing,
      ...heard.evidence,
      ...content,
      ...listNotChecked('audio', content),
    ])
    const declared = await readDeclaredLength(container, request.path)
    const incomplete = doubtLength(declared, { picture: null, sound: heard.reached }, request)
    const verdict = qualify(judge(evidence, prior), incomplete)
    return {
      mediaType: 'audio',
      ...(prior !== 0 && { baseRate: request.baseRate }),
      verdict,
      sound: null,
      evidence,
      facts,
      coverage: describeCoverage(evidence),
      doubts: [
        ...(incomplete ? [incomplete] : []),
        ...heard.doubts,
        ...listDoubts({ facts, evidence, verdict, frames: [] }),
      ],
      c2pa: provenance.manifest,
      frames: [],
      peaks: heard.peaks,
      windows: heard.windows,
      fingerprints: { pictures: [], sound: heard.fingerprint },
      preview: null,
    }
  } finally {
    container.close()
  }
}

/** Why nothing was heard, in a sentence. */
export function silence({ startRegion }: AnalysisRequest, durationSeconds: number | null): string {
  if (startRegion !== null && startRegion > 0 && (durationSeconds === null || startRegion >= durationSeconds)) {
    return `The part asked for begins at ${startRegion} seconds, after the end of this recording.`
  }
  return 'No sound could be decoded from this file: it is empty, damaged or cut off. Ask for the original file.'
}
