import { z } from 'zod'
import type { Endpoint } from './endpoints'
import { answers, refuses } from './endpoints-answers'
import { exampleUuid, file } from './endpoints-examples'
import { DoneAnswer, one, SecureUploadAnswer } from './item-answers'
import { FeedbackItem } from './item-words'
import { FeedbackRequest } from './request-bodies'

const noDetect = '“Detect not found”: there is none, it was deleted, or it is another team’s.'

export const uploadEndpoints: Endpoint[] = [
  {
    id: 'createSecureUpload',
    method: 'POST',
    path: '/secure_uploads',
    summary: 'Upload a file and get its token',
    details:
      'The token is good for one hour and one request: send it as media_token. A file that no request names is deleted. How large a file may be is the server’s setting, 5 GiB unless it was changed.',
    permission: 'case.open',
    body: { 'multipart/form-data': z.object({ file: file('The media.') }) },
    responses: { ...answers(200, 'The file is kept for an hour.', SecureUploadAnswer), ...refuses({ 400: true }) },
    examples: [{ path: '/secure_uploads', form: ['file=@lecture.mp4'] }],
  },
]

const feedback = {
  path: '/detect/{uuid}/feedback',
  examples: [{ path: `/detect/${exampleUuid}/feedback` }],
}

export const feedbackEndpoints: Endpoint[] = [
  {
    ...feedback,
    id: 'giveFeedback',
    method: 'POST',
    summary: 'Say whether a verdict was right',
    details: 'One word for each key and detection: a later one replaces it.',
    permission: 'feedback.give',
    body: {
      'application/json': FeedbackRequest,
      'application/x-www-form-urlencoded': FeedbackRequest,
      'multipart/form-data': FeedbackRequest,
    },
    responses: {
      ...answers(200, 'What is kept now.', one(FeedbackItem)),
      ...refuses({
        400: 'Unknown or missing type, too long a comment, or a detection that is not completed.',
        404: noDetect,
      }),
    },
    examples: [
      {
        path: `/detect/${exampleUuid}/feedback`,
        json: { type: 'should_be_authentic', comment: 'Our own photographer took it.' },
      },
    ],
  },
  {
    ...feedback,
    id: 'getFeedback',
    method: 'GET',
    summary: 'Read what this key said',
    permission: 'case.read',
    responses: {
      ...answers(200, 'What this key said.', one(FeedbackItem)),
      ...refuses({ 404: 'There is no such detection, or this key has said nothing of it.' }),
    },
  },
  {
    ...feedback,
    id: 'deleteFeedback',
    method: 'DELETE',
    summary: 'Take it back',
    details: 'Also where nothing had been said.',
    permission: 'feedback.give',
    responses: { ...answers(200, 'Nothing is said any more.', DoneAnswer), ...refuses({ 404: noDetect }) },
  },
]

export const descriptionEndpoints: Endpoint[] = [
  {
    id: 'getDescription',
    method: 'GET',
    path: '/openapi.json',
    summary: 'This API as an OpenAPI 3.1 document',
    details:
      'Made from the same schemas that read requests and make answers. No key is needed: it names no team’s data.',
    permission: null,
    responses: {
      ...answers(200, 'The document.', z.looseObject({ openapi: z.literal('3.1.0') }).meta({ id: 'OpenApi' })),
    },
    examples: [{ path: '/openapi.json' }],
  },
]
