import { z } from 'zod'
import type { Endpoint } from './endpoints'
import { answers, refuses } from './endpoints-answers'
import { exampleUuid, file, sourceUrl } from './endpoints-examples'
import { DeletionAnswer, one, pageOf } from './item-answers'
import { DetectionItem } from './item-detection'
import { Paging } from './paging'
import { Submission } from './request'

const detectNotFound = '“Detect not found”: there is none, it was deleted, or it is another team’s.'
const underHold = 'Its case is under a legal hold, so nothing of it is deleted until that is lifted.'

export const detectEndpoints: Endpoint[] = [
  {
    id: 'createDetection',
    method: 'POST',
    path: '/detect',
    summary: 'Hand in media',
    details:
      'Exactly one of file (multipart, at most 150 MB), url and media_token. Options may also stand in the query string, with or without a body. Answers at once with the detection as processing, unless it is asked to wait. Parameters that are not named here are ignored.',
    permission: 'case.open',
    headers: {
      Prefer:
        '“wait” answers when the analysis has ended, or after 110 seconds at the latest with what there is by then.',
      'Idempotency-Key':
        'At most 200 characters. The same key with the same request answers the first one’s detection.',
    },
    body: {
      'multipart/form-data': z.object({
        file: file('The media: sound, a video or a picture.').optional(),
        ...Submission.shape,
      }),
      'application/json': Submission,
      'application/x-www-form-urlencoded': Submission,
    },
    responses: {
      ...answers(
        200,
        'The detection, processing or ended. A failed analysis is 200 too, with status failed.',
        one(DetectionItem),
      ),
      ...refuses({ 400: true, 409: true }),
    },
    examples: [
      {
        says: 'A file, and wait for the verdict',
        path: '/detect',
        headers: ['Prefer: wait'],
        form: ['file=@photo.jpg', 'visualize=true'],
      },
      {
        says: 'A URL, answered by callback',
        path: '/detect',
        json: { url: sourceUrl, callback_url: 'https://example.org/docket', intelligence: true },
      },
      { says: 'Keep nothing of the media', path: '/detect', form: ['file=@interview.wav', 'zero_retention_mode=true'] },
    ],
  },
  {
    id: 'listDetections',
    method: 'GET',
    path: '/detect',
    summary: 'List detections',
    details: 'Newest first. Deleted ones are not listed.',
    permission: 'case.read',
    query: Paging,
    responses: { ...answers(200, 'A page of detections.', pageOf(DetectionItem)), ...refuses({ 400: true }) },
    examples: [{ path: '/detect?page=1&page_size=50' }],
  },
  {
    id: 'getDetection',
    method: 'GET',
    path: '/detect/{uuid}',
    summary: 'Read a detection',
    permission: 'case.read',
    query: z.object({
      experts: z.boolean().meta({ description: 'true: item.intelligence is an array.', default: false }),
    }),
    responses: { ...answers(200, 'The detection.', one(DetectionItem)), ...refuses({ 404: detectNotFound }) },
    examples: [{ path: `/detect/${exampleUuid}` }],
  },
  {
    id: 'deleteDetection',
    method: 'DELETE',
    path: '/detect/{uuid}',
    summary: 'Delete a detection and its media',
    details:
      'Gone from every answer of the API at once, and its media is deleted for real. Its case is closed; the trail keeps that it existed.',
    permission: 'case.withdraw',
    responses: { ...answers(200, 'Deleted.', DeletionAnswer), ...refuses({ 404: detectNotFound, 409: underHold }) },
    examples: [{ path: `/detect/${exampleUuid}` }],
  },
]
