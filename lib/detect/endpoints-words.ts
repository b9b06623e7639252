import type { Endpoint } from './endpoints'
import { answers, refuses } from './endpoints-answers'
import { exampleUuid, otherUuid, sourceUrl } from './endpoints-examples'
import { one, pageOf } from './item-answers'
import { IntelligenceReport, QuestionItem, SourceTracingItem } from './item-words'
import { Paging } from './paging'
import { IntelligenceRequest, QuestionRequest } from './request-bodies'

/** The same fields in any of the three forms a body may have. */
const anyForm = <Schema>(schema: Schema) => ({
  'application/json': schema,
  'application/x-www-form-urlencoded': schema,
  'multipart/form-data': schema,
})

const notFound = '“Not found”, with item null: there is none, or it is another team’s.'

export const intelligenceEndpoints: Endpoint[] = [
  {
    id: 'createIntelligence',
    method: 'POST',
    path: '/intelligence',
    summary: 'Ask for a report',
    details:
      'On media (url or media_token, which makes a case of it) or on a detection (detect_id): exactly one of the three. New media takes the options of POST /detect as well. Waits for the report, unless callback_url is given: then it answers 202 at once and reports there.',
    permission: 'intelligence.request',
    headers: {
      'Idempotency-Key': 'At most 200 characters. The same key with the same media answers the first one’s report.',
    },
    body: anyForm(IntelligenceRequest),
    responses: {
      ...answers(200, 'The report, or after 110 seconds what there is by then.', one(IntelligenceReport)),
      ...answers(202, 'Accepted; the outcome goes to callback_url.', one(IntelligenceReport)),
      ...refuses({ 400: true, 404: '“Detect not found”, for a detect_id.', 409: true }),
    },
    examples: [
      { says: 'On media', path: '/intelligence', json: { url: sourceUrl } },
      { says: 'On a detection', path: '/intelligence', json: { detect_id: exampleUuid } },
    ],
  },
  {
    id: 'listIntelligences',
    method: 'GET',
    path: '/intelligences',
    summary: 'List reports',
    permission: 'case.read',
    query: Paging,
    responses: { ...answers(200, 'A page of reports.', pageOf(IntelligenceReport)), ...refuses({ 400: true }) },
    examples: [{ path: '/intelligences?page=1' }],
  },
  {
    id: 'getIntelligence',
    method: 'GET',
    path: '/intelligences/{uuid}',
    summary: 'Read a report',
    permission: 'case.read',
    responses: { ...answers(200, 'The report.', one(IntelligenceReport)), ...refuses({ 404: notFound }) },
    examples: [{ path: `/intelligences/${otherUuid}` }],
  },
  {
    id: 'askQuestion',
    method: 'POST',
    path: '/detects/{uuid}/intelligence',
    summary: 'Ask about a finished detection',
    details: 'Answered by rule from the evidence. What the evidence cannot answer fails, and says why.',
    permission: 'question.ask',
    body: anyForm(QuestionRequest),
    responses: {
      ...answers(202, 'The question was accepted; read its answer below.', one(QuestionItem)),
      ...refuses({
        400: '“query is required”, or too long a one.',
        404: '“Detect not found”.',
        422: '“Detection must be completed before asking questions”.',
      }),
    },
    examples: [{ path: `/detects/${exampleUuid}/intelligence`, json: { query: 'Why was it judged this way?' } }],
  },
  {
    id: 'getAnswer',
    method: 'GET',
    path: '/detects/{uuid}/intelligence/{question_uuid}',
    summary: 'Read the answer to a question',
    permission: 'case.read',
    responses: {
      ...answers(200, 'The question as it stands.', one(QuestionItem)),
      ...refuses({ 404: '“Question not found”.' }),
    },
    examples: [{ path: `/detects/${exampleUuid}/intelligence/${otherUuid}` }],
  },
]

export const tracingEndpoints: Endpoint[] = [
  {
    id: 'listSourceTracings',
    method: 'GET',
    path: '/audio_source_tracings',
    summary: 'List source tracings',
    details: 'There is one for each recording that was judged fake and handed in with audio_source_tracing.',
    permission: 'case.read',
    query: Paging,
    responses: { ...answers(200, 'A page of source tracings.', pageOf(SourceTracingItem)), ...refuses({ 400: true }) },
    examples: [{ path: '/audio_source_tracings?page=1' }],
  },
  {
    id: 'getSourceTracing',
    method: 'GET',
    path: '/audio_source_tracings/{uuid}',
    summary: 'Read a source tracing',
    permission: 'case.read',
    responses: { ...answers(200, 'The source tracing.', one(SourceTracingItem)), ...refuses({ 404: notFound }) },
    examples: [{ path: `/audio_source_tracings/${otherUuid}` }],
  },
]
