import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import type { Finding } from '@/lib/engine/check'
import { readProvenance } from '@/lib/engine/provenance/read-provenance'
import { cover, missingPhotographs, readPhotographs } from './photographs'
import { makeSignedFiles, makeSigners, type SignedFile, saveAgain } from './signed-files'
import type { EvaluatedItem, EvaluationContext, Laundering, Subject } from './subject'

type Hit = Exclude<SignedFile['is'], 'none'>

const set =
  'Photographs of Debian’s packages at 640 × 480, JPEG and PNG in turn, signed with certificates made for it: as AI-made by four ' +
  'kinds of signers, as captured, as edited; changed after signing in five ways; and unsigned. Copies are saved again, which ' +
  'drops the credentials. It counts whether the check reads rightly what was signed, not whether signers tell the truth.'

/** Which of the three hits of the check a finding is; null: none of them. */
function hitOf({ status, points, strong }: Finding): Hit | null {
  if (status !== 'hit' || points === 'context') return null
  if (points === 'authentic') return 'captured'
  return strong ? 'declared' : 'changed'
}

/** Signs, changes and reads each photograph; `positive` is what should give the hit, all else should not. */
async function evaluate(hit: Hit, { workFolder, say, digest }: EvaluationContext) {
  const photographs = await readPhotographs()
  if (photographs === null) return { missing: missingPhotographs }
  const signers = await makeSigners()
  const trustListPath = path.join(workFolder, 'trust.pem')
  const file = path.join(workFolder, 'picture')
  await writeFile(trustListPath, signers.authority.pem)
  const items: EvaluatedItem[] = []
  const read = async (bytes: Buffer) => {
    await writeFile(file, bytes)
    const [finding] = (await readProvenance(file, { trustListPath })).findings
    if (!finding) throw new Error('The check of Content Credentials answered with nothing.')
    return finding
  }
  for (const [index, photograph] of photographs.entries()) {
    const as = async (at: number) => {
      const picture = photographs[at % photographs.length] ?? photograph
      const png = sharp(await cover(picture, 640, 480))
      return index % 2 === 0 ? png.jpeg({ quality: 90 }).toBuffer() : png.png({ compressionLevel: 1 }).toBuffer()
    }
    const plain = await as(index)
    digest(plain)
    for (const { kind, is, bytes } of await makeSignedFiles(plain, await as(index + 1), signers)) {
      const copies: [Laundering, Buffer][] = [['original', bytes]]
      // Once without its credentials a file is like any other: one kind of each shows that.
      if (kind === firstOf[hit] || kind === 'unsigned') {
        copies.push(['re-encoded', await saveAgain(bytes, 're-encoded')], ['social', await saveAgain(bytes, 'social')])
      }
      for (const [laundering, copy] of copies) {
        const finding = await read(copy)
        items.push({
          origin: photograph.name,
          truth: is === hit ? 'positive' : 'negative',
          source: kind,
          laundering,
          score: null,
          outcome: hitOf(finding) === hit ? 'hit' : finding.status === 'not_applicable' ? 'not_applicable' : 'clear',
        })
      }
    }
    if (index % 25 === 24) say(`${index + 1} photographs signed and read`)
  }
  return items
}

const firstOf: Record<Hit, string> = {
  declared: 'AI-made, signed by anybody',
  captured: 'capture by a trusted signer',
  changed: 'bytes added',
}

function subjectOf(hit: Hit, found: string, falsely: string): Subject {
  return {
    ...{ check: 'provenance.c2pa', hit, origins: 'photographs', set, calibrated: false },
    evaluate: (context) => evaluate(hit, context),
    says: ({ origins, positives, hits, negatives, falseHits }) =>
      `In a test with ${origins} photographs signed for it, ${hits} of ${positives} ${found}, and ${falseHits} of ${negatives} ${falsely}.`,
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
