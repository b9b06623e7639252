import fs from 'node:fs'
import path from 'node:path'
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'
import { alike, relaxations } from './relaxations'

type Json = Record<string, unknown>

interface OpenApi {
  paths: Record<string, Record<string, { responses?: Record<string, Json> }>>
}

/** One OpenAPI document that answers can be held to. */
export interface Rulebook {
  name: string
  document: OpenApi
  /** The path as the document spells it (`/detect/{uuid}`); undefined when it has none such. */
  templateOf(path: string): string | undefined
  /** The check of a status; null: the document says nothing of its content; undefined: it does not have the status. */
  checkOf(method: string, template: string, status: number): ValidateFunction | null | undefined
  /** The check of a named schema under components. */
  schema(name: string): ValidateFunction
}

const file = path.resolve(import.meta.dirname, 'contract/detect-openapi.yaml')

/** The published contract, with the relaxations that are listed and no others. */
export function publishedContract(): Rulebook {
  const document = parse(fs.readFileSync(file, 'utf8')) as OpenApi
  for (const { at, also } of relaxations) relax(document, at, also)
  return rulebook('the published contract', document, alike)
}

/** Any OpenAPI 3.1 document as a rulebook. */
export function rulebook(name: string, document: OpenApi, alikes: Record<string, string> = {}): Rulebook {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false })
  addFormats(ajv)
  ajv.addSchema(document, 'document')
  const compiled = new Map<string, ValidateFunction>()
  const compile = (pointer: string) => {
    const check = compiled.get(pointer) ?? ajv.compile({ $ref: `document#${pointer}` })
    compiled.set(pointer, check)
    return check
  }
  return {
    name,
    document,
    templateOf: (asked) => templateOf(Object.keys(document.paths), asked),
    checkOf(method, template, status) {
      const responses = document.paths[template]?.[method.toLowerCase()]?.responses ?? {}
      const said = String(status) in responses ? String(status) : alikes[`${method} ${template} ${status}`]
      if (said === undefined || !responses[said]) return undefined
      let pointer = `/paths/${escaped(template)}/${method.toLowerCase()}/responses/${said}`
      const { $ref } = responses[said] as { $ref?: string }
      if ($ref) pointer = $ref.slice(1)
      const response = valueAt(document, pointer) as { content?: Record<string, { schema?: Json }> }
      if (!response.content?.['application/json']?.schema) return null
      return compile(`${pointer}/content/${escaped('application/json')}/schema`)
    },
    schema: (named) => compile(`/components/schemas/${named}`),
  }
}

function templateOf(templates: string[], asked: string): string | undefined {
  const parts = asked.split('/')
  const fits = templates.filter((template) => {
    const its = template.split('/')
    return its.length === parts.length && its.every((part, index) => part.startsWith('{') || part === parts[index])
  })
  // /detect/batch/{uuid} before /detect/{uuid}/feedback: the one with fewer places to fill in.
  return fits.sort((one, other) => one.split('{').length - other.split('{').length)[0]
}

function relax(document: OpenApi, pointer: string, also: object): void {
  const keys = pointer.split('/').slice(1)
  const last = keys.pop() ?? ''
  const parent = valueAt(document, `/${keys.join('/')}`) as Json | undefined
  if (!parent || !(last in parent)) throw new Error(`the published contract has no ${pointer}`)
  parent[last] = { anyOf: [parent[last], also] }
}

function valueAt(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, key) => (value as Json | undefined)?.[key], document)
}

function escaped(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))
}
