import type { JsonSchema } from './openapi-schema'

/** A field of a request or a record, in words. */
export interface ReferenceField {
  name: string
  type: string
  /** The records its type names, so that they can be led to. */
  records: string[]
  required: boolean
  /** What stands where it is left out, as it would be written. */
  standard: string | null
  says: string
}

/**
 * The fields of an object's schema. In a record every field is there unless its type says otherwise, and one without a
 * description has that of the record it holds: `records` is given for them.
 */
export function fieldsOf(schema: JsonSchema, records?: Record<string, JsonSchema>): ReferenceField[] {
  const required = new Set(schema.required)
  return Object.entries(schema.properties ?? {}).map(([name, its]) => ({
    name,
    type: typeInWords(its) + (records && !required.has(name) ? ', may be absent' : ''),
    records: recordsIn(its),
    required: required.has(name) && its.default === undefined,
    standard: its.default === undefined ? null : String(its.default),
    says: its.description ?? recordsIn(its).map((record) => records?.[record]?.description)[0] ?? '',
  }))
}

/** The record's name in a reference. */
export function nameOf(reference: string): string {
  return reference.split('/').at(-1) ?? reference
}

function typeInWords(schema: JsonSchema): string {
  const { $ref, anyOf, type, items, format } = schema
  if ($ref) return nameOf($ref)
  if (schema.enum)
    return schema.enum
      .map(String)
      .join(', ')
      .replace(/, ([^,]*)$/, ' or $1')
  if (schema.const !== undefined) return String(schema.const)
  if (anyOf) return eitherOf([...new Set(anyOf.flatMap(alternatives))])
  if (Array.isArray(type)) return type.map((one) => typeInWords({ ...schema, type: one })).join(' or ')
  switch (type) {
    case 'array':
      return `list of ${items ? typeInWords(items) : 'anything'}`
    case 'integer':
      return `whole number${rangeInWords(schema)}`
    case 'number':
      return `number${rangeInWords(schema)}`
    case 'boolean':
      return 'true or false'
    case 'string':
      return format === 'binary' ? 'file' : format === 'uri' ? 'URL' : format === 'date-time' ? 'time' : 'text'
    case 'null':
      return 'null'
    default:
      return 'object'
  }
}

/** What a schema may be, one by one, so that a choice within a choice reads as one. */
function alternatives(schema: JsonSchema): string[] {
  if (schema.enum) return schema.enum.map(String)
  return schema.anyOf?.flatMap(alternatives) ?? [typeInWords(schema)]
}

function eitherOf(words: string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function rangeInWords({ minimum, maximum }: JsonSchema): string {
  const most = maximum === undefined || maximum > 1_000_000 ? undefined : maximum
  const least = minimum === undefined || minimum < -1_000_000 ? undefined : minimum
  if (least === undefined) return most === undefined ? '' : ` up to ${most}`
  return most === undefined ? ` from ${least}` : ` ${least}–${most}`
}

function recordsIn(schema: JsonSchema): string[] {
  if (schema.$ref) return [nameOf(schema.$ref)]
  return [...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])].flatMap(recordsIn)
}
