import { z } from 'zod'
import { type Endpoint, endpointGroups, scopeOf } from './endpoints'
import { BatchItem } from './item-answers'
import { DetectionItem } from './item-detection'
import { IntelligenceReport } from './item-words'
import { type JsonSchema, jsonSchemas } from './openapi-schema'

const authorisation =
  'A team’s API key: “Authorization: Bearer KEY”. “Authorization: Token token=KEY” is taken as well. A key may have the scopes read, submit and delete; each operation names the one it needs.'

const retryAfter = {
  'Retry-After': { description: 'Seconds until the next request is taken.', schema: { type: 'integer', minimum: 1 } },
}

/** The API as an OpenAPI 3.1 document. `address`: this Docket's, without a slash at the end. */
export function openApiDocument(address: string) {
  const schemas = jsonSchemas()
  const paths: Record<string, Record<string, unknown>> = {}
  for (const group of endpointGroups) {
    for (const endpoint of group.endpoints) {
      paths[endpoint.path] ??= {}
      Object.assign(paths[endpoint.path] ?? {}, {
        [endpoint.method.toLowerCase()]: operation(endpoint, group.title, schemas.refer),
      })
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Docket: Detect API',
      version: '2',
      description:
        'Hand in media and read what was found. Errors are JSON; media handed in is a case in the team’s queue.',
    },
    servers: [{ url: `${address}/api/v2` }],
    tags: endpointGroups.map(({ title, says }) => ({ name: title, description: says })),
    paths,
    webhooks: { outcome: callback(schemas.refer) },
    components: {
      securitySchemes: { BearerAuth: { type: 'http', scheme: 'bearer', description: authorisation } },
      schemas: schemas.components,
    },
  }
}

/** What is sent to a `callback_url`. */
function callback(refer: Refer) {
  const outcome = z.object({
    success: z.boolean().describe('false: it failed.'),
    item: z.union([DetectionItem, IntelligenceReport, BatchItem]).describe('As the waiting answer would have it.'),
    error: z.string().optional().describe('Why it failed.'),
  })
  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string' },
  })
  return {
    post: {
      operationId: 'outcome',
      summary: 'The outcome of what was handed in with a callback_url',
      description: 'Signed by the Standard Webhooks scheme with the team’s secret. It may arrive more than once.',
      security: [],
      parameters: [
        header('webhook-id', 'The same for every try of one callback.'),
        header('webhook-timestamp', 'Seconds since 1970.'),
        header('webhook-signature', 'v1, and the base64 HMAC-SHA256 of “id.timestamp.body”.'),
      ],
      requestBody: { content: { 'application/json': { schema: refer(outcome, 'output') } } },
      responses: { '2XX': { description: 'Anything from 200 to 299 is a delivery; all else is tried again.' } },
    },
  }
}

type Refer = (schema: z.ZodType, io: 'input' | 'output') => JsonSchema

function operation(endpoint: Endpoint, tag: string, refer: Refer) {
  const { id, summary, details, body } = endpoint
  const scope = scopeOf(endpoint)
  const parameters = [...pathParameters(endpoint), ...queryParameters(endpoint, refer), ...headerParameters(endpoint)]
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(details && { description: details }),
    security: scope ? [{ BearerAuth: [scope] }] : [],
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        content: Object.fromEntries(
          Object.entries(body).map(([type, schema]) => [type, { schema: refer(schema, 'input') }]),
        ),
      },
    }),
    responses: Object.fromEntries(
      Object.entries(endpoint.responses).map(([status, { says, schema }]) => [
        status,
        {
          description: says,
          ...(status === '429' && { headers: retryAfter }),
          content: { 'application/json': { schema: refer(schema, 'output') } },
        },
      ]),
    ),
  }
}

/** The names in a path's braces. */
export function pathNames(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
}

function pathParameters({ path }: Endpoint) {
  return pathNames(path).map((name) => ({
    name,
    in: 'path',
    required: true,
    description: '32 hexadecimal digits; with or without dashes, in any case.',
    schema: { type: 'string' },
  }))
}

function queryParameters({ query }: Endpoint, refer: Refer) {
  if (!query) return []
  const { properties = {}, required = [] } = refer(query, 'output')
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name) && schema.default === undefined,
    ...(description && { description }),
    schema,
  }))
}

function headerParameters({ headers = {} }: Endpoint) {
  return Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  }))
}
