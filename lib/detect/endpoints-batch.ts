import { z } from 'zod'
import type { Endpoint } from './endpoints'
import { answers, refuses } from './endpoints-answers'
import { exampleUuid, file } from './endpoints-examples'
import { BatchItem, one } from './item-answers'
import { BatchSubmission } from './request-batch'

const { visualize } = BatchSubmission.shape

/** A batch's form: the options of single files, with maps drawn unless declined. */
const Batch = z.object({
  'files[]': z.array(file('One file.')).meta({ description: 'The media, at most 50 files.' }).optional(),
  file: file('One .zip with the media instead; folders in it are flattened, what is no media is skipped.').optional(),
  ...BatchSubmission.shape,
  visualize: visualize.meta({ ...visualize.meta(), standard: true }),
})

const Accepted = one(BatchItem).extend({
  message: z.string().optional().describe('Which files of a zip were skipped, because they are no media.'),
})

export const batchEndpoints: Endpoint[] = [
  {
    id: 'createBatch',
    method: 'POST',
    path: '/detect/batch',
    summary: 'Hand in many files',
    details:
      'Either files[], one part for each file, or file, one .zip: at most 50 files and 500 MB together. Each becomes a detection and a case of its own; the options hold for all. Asking it to wait (Prefer: wait) is refused with 400.',
    permission: 'case.open',
    headers: {
      'Idempotency-Key': 'At most 200 characters. The same key with the same request answers the first one’s batch.',
    },
    body: { 'multipart/form-data': Batch },
    responses: { ...answers(202, 'The batch was accepted.', Accepted), ...refuses({ 400: true, 409: true }) },
    examples: [
      { says: 'Several files', path: '/detect/batch', form: ['files[]=@one.jpg', 'files[]=@two.wav'] },
      { says: 'A zip', path: '/detect/batch', form: ['file=@media.zip', 'intelligence=true'] },
    ],
  },
  {
    id: 'getBatch',
    method: 'GET',
    path: '/detect/batch/{uuid}',
    summary: 'Read how a batch is doing',
    permission: 'case.read',
    responses: { ...answers(200, 'The batch.', one(BatchItem)), ...refuses({ 404: true }) },
    examples: [{ path: `/detect/batch/${exampleUuid}` }],
  },
]
