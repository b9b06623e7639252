import type { AnalysisRequest, C2paManifest } from '../analysis'
import type { Evidence } from '../evidence'
import { runCheck } from '../run-check'
import { unavailableManifest } from './no-manifest'
import { readProvenance } from './read-provenance'

/** The check `provenance.c2pa` for every media type: the manifest for the result, and the evidence. Never rejects. */
export async function checkProvenance(
  request: Pick<AnalysisRequest, 'path' | 'trustListPath'>,
): Promise<{ manifest: C2paManifest; evidence: Evidence[] }> {
  let manifest: C2paManifest = {
    ...unavailableManifest('The check did not finish.'),
    message: 'Content Credentials could not be checked.',
  }
  const evidence = await runCheck('provenance.c2pa', async () => {
    const provenance = await readProvenance(request.path, { trustListPath: request.trustListPath })
    manifest = provenance.manifest
    return provenance.findings
  })
  return { manifest, evidence }
}
