import fs from 'node:fs'
import path from 'node:path'
import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { scopes } from '@/lib/access/actor'
import { endpointGroups, endpoints, scopeOf } from '@/lib/detect/endpoints'
import { openApiDocument, pathNames } from '@/lib/detect/openapi'

const root = path.resolve(import.meta.dirname, '../..')
const document = JSON.parse(JSON.stringify(openApiDocument('https://docket.example')))
const called = ({ method, path: at }: { method: string; path: string }) => `${method} ${at}`

/** Every method the route files offer, in the contract's spelling of paths; `refuse as X` is none. */
function served(): string[] {
  const folder = path.join(root, 'app/api/v2')
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('route.ts'))
    .flatMap((file) => {
      const text = fs.readFileSync(path.join(folder, file), 'utf8')
      const at = `/${path.posix.dirname(file).replace(/\[(\w+)\]/g, '{$1}')}`
      return [...text.matchAll(/^export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/gm)].map(
        ([, method]) => `${method} ${at}`,
      )
    })
}

test('the table and the route files are the same', () => {
  expect(endpoints.map(called).sort()).toEqual(served().sort())
})

test('the table has every call of the contract', () => {
  expect(endpoints.map(called).sort()).toEqual(
    [
      'POST /detect',
      'GET /detect',
      'GET /detect/{uuid}',
      'DELETE /detect/{uuid}',
      'POST /detect/batch',
      'GET /detect/batch/{uuid}',
      'GET /detect/{uuid}/feedback',
      'POST /detect/{uuid}/feedback',
      'DELETE /detect/{uuid}/feedback',
      'POST /secure_uploads',
      'POST /intelligence',
      'GET /intelligences',
      'GET /intelligences/{uuid}',
      'POST /detects/{uuid}/intelligence',
      'GET /detects/{uuid}/intelligence/{question_uuid}',
      'GET /audio_source_tracings',
      'GET /audio_source_tracings/{uuid}',
      'GET /openapi.json',
    ].sort(),
  )
})

test('each call has an id of its own, a scope or none, an answer, a refusal and an example of itself', () => {
  const ids = [...endpoints, ...endpointGroups].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const endpoint of endpoints) {
    const { permission, responses, examples, path: at } = endpoint
    if (permission !== null) {
      expect(scopes, endpoint.id).toContain(scopeOf(endpoint))
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['401', '403', '429']))
      if (at.includes('{')) expect(Object.keys(responses), endpoint.id).toContain('404')
    } else expect(scopeOf(endpoint)).toBeNull()
    expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true)
    expect(examples.length).toBeGreaterThan(0)
    for (const example of examples) {
      const pattern = new RegExp(`^${at.replace(/\{\w+\}/g, '[0-9a-f]{32}')}(\\?.*)?$`)
      expect(example.path).toMatch(pattern)
    }
  }
})

describe('the document', () => {
  test('is OpenAPI 3.1, at this Docket’s own address', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: expect.any(String), version: expect.any(String) },
      servers: [{ url: 'https://docket.example/api/v2' }],
      components: { securitySchemes: { BearerAuth: { type: 'http', scheme: 'bearer' } } },
    })
    const operations = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
      (methods) => Object.values(methods),
    )
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(endpoints.map(({ id }) => id).sort())
  })

  test('names its path parameters, and requires paging’s page alone', () => {
    for (const [at, methods] of Object.entries(document.paths as Record<string, Record<string, Operation>>)) {
      for (const { parameters = [] } of Object.values(methods)) {
        const inPath = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
        expect(inPath).toEqual(pathNames(at))
      }
    }
    expect(document.paths['/detect'].get.parameters).toMatchObject([
      { name: 'page', required: true, schema: { type: 'integer', minimum: 1 } },
      { name: 'page_size', required: false, schema: { type: 'integer', minimum: 10, maximum: 1000, default: 10 } },
    ])
  })

  test('documents options by their own types and defaults', () => {
    const of = (at: string) => document.paths[at].post.requestBody.content['multipart/form-data'].schema.properties
    expect(of('/detect')).toMatchObject({
      file: { type: 'string', format: 'binary' },
      visualize: { type: 'boolean', default: false },
      frame_length: { type: 'integer', minimum: 1, maximum: 4, default: 2 },
      start_region: { type: 'number' },
      modality: { enum: ['audio', 'video', 'all'], default: 'all' },
      callback_url: { type: 'string', format: 'uri' },
    })
    expect(of('/detect/batch')).toMatchObject({ visualize: { default: true }, 'files[]': { type: 'array' } })
    for (const [name, schema] of Object.entries(of('/detect') as Record<string, { description?: string }>)) {
      expect(schema.description, name).toMatch(/\.$/)
    }
  })

  test('has a schema for every answer, and every reference leads somewhere', () => {
    const text = JSON.stringify(document)
    const names = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name))
    expect([...names].filter((name) => !(name! in document.components.schemas))).toEqual([])
    expect(text.match(/"\$ref":"(?!#\/components\/schemas\/)/g)).toBeNull()
    for (const methods of Object.values(document.paths as Record<string, Record<string, Operation>>)) {
      for (const { operationId, responses } of Object.values(methods)) {
        for (const [status, { description, content }] of Object.entries(responses)) {
          expect(description, `${operationId} ${status}`).toMatch(/\S/)
          expect(Object.keys(content['application/json']!.schema).length, `${operationId} ${status}`).toBeGreaterThan(0)
        }
      }
    }
  })

  test('what callbacks carry is in it', () => {
    const { parameters, requestBody } = document.webhooks.outcome.post
    expect(parameters.map(({ name }: { name: string }) => name)).toEqual([
      'webhook-id',
      'webhook-timestamp',
      'webhook-signature',
    ])
    expect(JSON.stringify(requestBody)).toMatch(/schemas\/Detection.*schemas\/IntelligenceReport.*schemas\/Batch/)
  })

  test('every schema in it compiles as JSON Schema 2020-12', () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false })
    addFormats(ajv)
    ajv.addKeyword('components')
    ajv.addSchema(
      { $id: 'https://docket.example/openapi.json', components: document.components },
      undefined,
      false,
      false,
    )
    const at = (pointer: string) => ({ $ref: `https://docket.example/openapi.json#${pointer}` })
    for (const name of Object.keys(document.components.schemas)) {
      expect(() => ajv.compile(at(`/components/schemas/${name}`)), name).not.toThrow()
    }
    const bodies = Object.values(document.paths as Record<string, Record<string, Operation>>)
      .flatMap((methods) => Object.values(methods))
      .flatMap(({ requestBody, responses, parameters = [] }) => [
        ...Object.values(requestBody?.content ?? {}).map(({ schema }) => schema),
        ...Object.values(responses).flatMap(({ content }) => Object.values(content).map(({ schema }) => schema)),
        ...parameters.map(({ schema }) => schema),
      ])
    expect(bodies.length).toBeGreaterThan(50)
    for (const schema of bodies) {
      const whole = JSON.parse(
        JSON.stringify(schema).replaceAll('"#/components', '"https://docket.example/openapi.json#/components'),
      )
      expect(() => ajv.compile(whole)).not.toThrow()
    }
  })
})

interface Operation {
  operationId: string
  parameters?: { name: string; in: string; schema: object }[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { description: string; content: Record<string, { schema: object }> }>
}
