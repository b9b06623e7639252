import type { AnalysisRequest, C2paManifest } from '../analysis'
import type { Evidence } from '../evidence'
import { runChecks } from '../run-checks'
import { unavailableManifest } from './no-manifest'

/** The manifest of a file for the result, and what its checks say of it. Never rejects. */
export async function readCredentials({
  path,
  mediaType,
  trustListPath,
}: Pick<AnalysisRequest, 'path' | 'mediaType' | 'trustListPath'>): Promise<{
  manifest: C2paManifest
  evidence: Evidence[]
}> {
  let manifest: C2paManifest = {
    ...unavailableManifest('The check did not finish.'),
    message: 'Content Credentials could not be checked.',
  }
  const tell = (read: C2paManifest) => {
    manifest = read
  }
  const evidence = await runChecks('file', mediaType, { path, trustListPath, tell })
  return { manifest, evidence }
}
