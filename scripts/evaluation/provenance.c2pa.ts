import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Finding } from '@/lib/engine/check'
import { readProvenance } from '@/lib/engine/provenance/read-provenance'
import { hasFfmpeg, missingFfmpeg } from './has-ffmpeg'
import { missingPhotographs, readPhotographs } from './photographs'
import { findRecordedSounds, missingSounds } from './recorded-sounds'
import { makeSignables } from './signables'
import { makeSignedFiles, makeSigners, type SignedFile, saveAgain } from './signed-files'
import type { EvaluatedItem, EvaluationContext, Laundering, Subject } from './subject'

type Hit = Exclude<SignedFile['is'], 'none'>

const set =
  'Photographs of Debian’s packages at 640 × 480, JPEG and PNG in turn, forty of them as WebP, as GIF and as a second of MP4 as well, ' +
  'and forty of its recorded letters and words as WAV, MP3 and M4A; signed with certificates made for it: as AI-made by four kinds of ' +
  'signers, as captured, as edited; changed after signing in five ways; and unsigned. Copies of the JPEGs and PNGs are saved ' +
  'again, which drops the credentials. It counts whether the check reads rightly what was signed, not whether signers tell the truth.'

/** Which of the three hits of the check a finding is; null: none of them. */
function hitOf({ status, points, strong }: Finding): Hit | null {
  if (status !== 'hit' || points === 'context') return null
  if (points === 'authentic') return 'captured'
  return strong ? 'declared' : 'changed'
}

/** What the check said of one file. */
interface Reading extends Pick<EvaluatedItem, 'origin' | 'laundering'>, Omit<SignedFile, 'bytes'> {
  format: string
  hit: Hit | null
  applies: boolean
}

/** Signing and reading takes minutes, so the three cards share it. */
let readings: Promise<{ readings: Reading[]; inputs: string } | { missing: string }> | null = null

/** `positive` is what should give the hit, all else should not. */
async function evaluate(hit: Hit, context: EvaluationContext): Promise<EvaluatedItem[] | { missing: string }> {
  readings ??= signAndRead(context)
  const answer = await readings
  if ('missing' in answer) return answer
  context.digest(answer.inputs)
  return (
    answer.readings
      // Once without its credentials a file is like any other: one kind of each shows that.
      .filter(({ kind, laundering }) => laundering === 'original' || kind === firstOf[hit] || kind === 'unsigned')
      .map(({ origin, format, laundering, kind, is, hit: found, applies }) => ({
        ...{ origin, format, laundering, source: kind, score: null },
        truth: is === hit ? 'positive' : 'negative',
        outcome: found === hit ? 'hit' : applies ? 'clear' : 'not_applicable',
      }))
  )
}

/** Signs, changes and reads each original; `inputs` is the digest of all of them. */
async function signAndRead({ workFolder, say }: EvaluationContext) {
  const photographs = await readPhotographs()
  if (photographs === null) return { missing: missingPhotographs }
  const recordings = await findRecordedSounds()
  if (recordings === null) return { missing: missingSounds }
  if (!hasFfmpeg()) return { missing: missingFfmpeg }
  const signers = await makeSigners()
  const trustListPath = path.join(workFolder, 'trust.pem')
  const file = path.join(workFolder, 'media')
  await writeFile(trustListPath, signers.authority.pem)
  const inputs = createHash('sha256')
  const found: Reading[] = []
  let count = 0
  for await (const { origin, format, source, plain, other } of makeSignables(photographs, recordings, workFolder)) {
    inputs.update(source)
    for (const { kind, is, bytes } of await makeSignedFiles(plain, other, signers)) {
      const copies: [Laundering, Buffer][] = [['original', bytes]]
      if (isSavedAgain(format) && (kind === 'unsigned' || Object.values(firstOf).includes(kind))) {
        copies.push(['re-encoded', await saveAgain(bytes, 're-encoded')], ['social', await saveAgain(bytes, 'social')])
      }
      for (const [laundering, copy] of copies) {
        await writeFile(file, copy)
        const [finding] = (await readProvenance(file, { trustListPath })).findings
        if (!finding) throw new Error('The check of Content Credentials answered with nothing.')
        const applies = finding.status !== 'not_applicable'
        found.push({ origin, format, laundering, kind, is, hit: hitOf(finding), applies })
      }
    }
    count += 1
    if (count % 40 === 0) say(`${count} originals signed and read, now ${format}`)
  }
  return { readings: found, inputs: inputs.digest('hex') }
}

/** What is lost by saving anew is lost in every format, so it is counted in two. */
const isSavedAgain = (format: string) => format === 'JPEG' || format === 'PNG'

const firstOf: Record<Hit, string> = {
  declared: 'AI-made, signed by anybody',
  captured: 'capture by a trusted signer',
  changed: 'bytes added',
}

function subjectOf(hit: Hit, found: string, falsely: string): Subject {
  return {
    ...{ check: 'provenance.c2pa', hit, origins: 'photographs and recordings', set, calibrated: false },
    evaluate: (context) => evaluate(hit, context),
    says: ({ origins, positives, hits, negatives, falseHits }) =>
      `In a test with ${origins} photographs and recordings signed for it, ${hits} of ${positives} ${found}, and ${falseHits} of ${negatives} ${falsely}.`,
  }
}

export const declared = subjectOf(
  'declared',
  'declarations of AI were read',
  'other files, signed or not, were taken for declared',
)
export const captured = subjectOf(
  'captured',
  'captures by a trusted signer were confirmed',
  'other files, signed or not, were taken for one',
)
export const changed = subjectOf(
  'changed',
  'files changed after signing were found',
  'unchanged or unsigned ones were taken for changed',
)
