import type { Scope } from '@/lib/access/actor'
import { type Endpoint, type Example, endpointGroups, scopeOf } from './endpoints'
import { pathNames } from './openapi'
import { type JsonSchema, jsonSchemas } from './openapi-schema'
import { fieldsOf, nameOf, type ReferenceField } from './openapi-words'

/** One call as the reference page shows it. */
export interface ReferenceCall {
  id: string
  method: Endpoint['method']
  path: string
  summary: string
  details: string | null
  scope: Scope | null
  /** Fields by where they stand, with a note on how to send them. */
  parameters: { title: string; note: string | null; fields: ReferenceField[] }[]
  answers: { status: string; says: string; record: { under: string; name: string } | null }[]
  examples: { says: string | null; curl: string }[]
}

export interface ReferenceGroup {
  id: string
  title: string
  says: string
  calls: ReferenceCall[]
}

export interface ReferenceRecord {
  name: string
  says: string | null
  fields: ReferenceField[]
}

/** The whole reference in words, from the table of endpoints. `address`: this Docket's, without a slash at the end. */
export function apiReference(address: string): { groups: ReferenceGroup[]; records: ReferenceRecord[] } {
  const { refer, components } = jsonSchemas()
  const groups = endpointGroups.map(({ endpoints, ...group }) => ({
    ...group,
    calls: endpoints.map((endpoint) => callOf(endpoint, address, refer)),
  }))
  const records = Object.entries(components)
    .filter(([, schema]) => schema.properties && Object.keys(schema.properties).length > 1)
    .map(([name, schema]) => ({ name, says: schema.description ?? null, fields: fieldsOf(schema, components) }))
  return { groups, records }
}

function callOf(endpoint: Endpoint, address: string, refer: ReturnType<typeof jsonSchemas>['refer']): ReferenceCall {
  const { id, method, path, summary, details = null, headers = {}, query, body = {} } = endpoint
  const [form] = Object.values(body)
  const types = Object.keys(body)
  const groups = [
    { title: 'In the path', note: null, fields: pathNames(path).map(pathField) },
    { title: 'In the query', note: null, fields: query ? fieldsOf(refer(query, 'output')) : [] },
    {
      title: 'In the body',
      note:
        types.length > 1
          ? `As ${inWords(types)}${types.length === 3 && path === '/detect' ? '; a file as the first only' : ''}.`
          : `As ${types[0]}.`,
      fields: form ? fieldsOf(refer(form, 'input')) : [],
    },
    { title: 'Headers', note: null, fields: Object.entries(headers).map(([name, says]) => field(name, 'text', says)) },
  ]
  return {
    id,
    method,
    path,
    summary,
    details,
    scope: scopeOf(endpoint),
    parameters: groups.filter(({ fields }) => fields.length > 0),
    answers: Object.entries(endpoint.responses).map(([status, { says, schema }]) => ({
      status,
      says,
      record: recordIn(refer(schema, 'output')),
    })),
    examples: endpoint.examples.map((example) => ({
      says: example.says ?? null,
      curl: curlOf(endpoint, example, address),
    })),
  }
}

function pathField(name: string): ReferenceField {
  return { ...field(name, 'uuid', '32 hexadecimal digits; with or without dashes, in any case.'), required: true }
}

function field(name: string, type: string, says: string): ReferenceField {
  return { name, type, records: [], required: false, standard: null, says }
}

/** Which record an answer holds, and under which key; none for an answer that is only an envelope. */
function recordIn(schema: JsonSchema): { under: string; name: string } | null {
  const { item, items } = schema.properties ?? {}
  if (item?.$ref) return { under: 'item', name: nameOf(item.$ref) }
  if (items?.items?.$ref) return { under: 'items', name: nameOf(items.items.$ref) }
  return schema.$ref ? { under: '', name: nameOf(schema.$ref) } : null
}

/** A command for a POSIX shell; the key is read from `$DOCKET_KEY`. */
export function curlOf({ method, permission }: Endpoint, example: Example, address: string): string {
  const { path, headers = [], form = [], json } = example
  const url = `${address}/api/v2${path}`
  return [
    method === 'DELETE' ? 'curl -X DELETE' : 'curl',
    ...(permission === null ? [] : ['-H "Authorization: Bearer $DOCKET_KEY"']),
    ...[...headers, ...(json ? ['Content-Type: application/json'] : [])].map((header) => `-H "${header}"`),
    ...form.map((part) => `-F ${quoted(part)}`),
    ...(json ? [`-d ${quoted(JSON.stringify(json))}`] : []),
    quoted(url),
  ].join(' \\\n  ')
}

function quoted(text: string): string {
  return /^[\w=@.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

function inWords(list: string[]): string {
  return list.length < 2 ? (list[0] ?? '') : `${list.slice(0, -1).join(', ')} or ${list.at(-1)}`
}
