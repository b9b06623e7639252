import type { NewCase } from '@/lib/cases/add-case'
import type { Transaction } from '@/lib/db/client'
import { isRedactedName } from '@/lib/media/is-redacted-name'
import { keyedDigest } from '@/lib/media/keyed-digest'
import { redactedName } from '@/lib/media/redacted-name'
import { keepSecret } from './case-secrets'

/** A new case as its rows hold it under zero retention: no name, no address, no plain hash. The copy goes by the case's name. */
export function redactNewCase(teamId: string, input: NewCase): NewCase {
  const { file } = input
  const given = file?.filename ?? input.title
  const title = isRedactedName(given) ? given : redactedName(given)
  return {
    ...input,
    title,
    sourceUrl: null,
    file: file && { ...file, filename: title, sha256: keyedDigest(teamId, file.sha256) },
  }
}

/** Keeps what a new case's rows must not hold until the purge, sealed with the case's key. */
export async function sealNewCase(
  tx: Transaction,
  sealing: { teamId: string; caseId: string; key: Uint8Array },
  { title, sourceUrl, file }: NewCase,
): Promise<void> {
  if (!isRedactedName(title)) await keepSecret(tx, sealing, 'title', title)
  if (sourceUrl !== null) await keepSecret(tx, sealing, 'source_url', sourceUrl)
  if (file) await keepSecret(tx, sealing, 'sha256', file.sha256)
}
