import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { DocketError } from '@/lib/errors'
import { dropFile, dropRefused, keepFile } from '@/lib/media/keep-file'
import { receiveFile } from '@/lib/media/receive-file'
import { maxUploadBytes } from '@/lib/media/receive-upload'
import { sniffUpload } from '@/lib/media/sniff'
import { openCase } from './open-case'

const Answers = z.array(z.object({ file: z.string().regex(/^[\w-]+\.\w+$/) }))

/**
 * Opens a case for each piece of media that comes with Docket and whose answer is known (tests/media/known-answers.json).
 * Asked for again it answers with the same cases. Throws `unavailable` where this installation came without them.
 */
export async function openSampleCases(actor: Actor): Promise<{ numbers: number[] }> {
  authorise(actor, 'case.open')
  const folder = path.join(/* turbopackIgnore: true */ process.cwd(), 'tests', 'media')
  const numbers: number[] = []
  for (const { file } of await readAnswers(folder)) numbers.push(await openSample(actor, folder, file))
  return { numbers }
}

async function readAnswers(folder: string): Promise<z.output<typeof Answers>> {
  try {
    return Answers.parse(JSON.parse(await readFile(path.join(folder, 'known-answers.json'), 'utf8')))
  } catch (cause) {
    throw new DocketError(
      'unavailable',
      'This Docket was installed without its sample media (tests/media). Hand in a file of your own instead.',
      { cause },
    )
  }
}

async function openSample(actor: Actor, folder: string, name: string): Promise<number> {
  const received = await receiveFile(createReadStream(path.join(folder, name)), {
    maxBytes: maxUploadBytes,
    tooLarge: () => new DocketError('too_large', `The sample “${name}” is larger than an upload may be.`),
    identify: (head) => sniffUpload(name, '', head),
  })
  const stored = await keepFile(actor.teamId, received)
  try {
    const opened = await openCase(actor, {
      source: 'sample',
      title: name,
      file: stored,
      parameters: DetectionParameters.parse({}),
      idempotency: { key: `sample:${name}`, hash: received.sha256 },
    })
    if (opened.repeated) await dropFile(stored)
    return opened.number
  } catch (error) {
    await dropRefused([stored], error)
    throw error
  }
}
