import type { Finding } from '../check'
import type { Subjects } from '../subjects'
import { readProvenance } from './read-provenance'

/** The check `provenance.c2pa` for every media type. The manifest is told, since results hold it beside the evidence. */
export async function checkProvenance({ path, trustListPath, tell }: Subjects['file']): Promise<Finding[]> {
  const { manifest, findings } = await readProvenance(path, { trustListPath })
  tell(manifest)
  return findings
}
