import { z } from 'zod'

/** As much of a JSON Schema (2020-12) as the reference reads. */
export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  description?: string
  default?: unknown
  format?: string
  enum?: unknown[]
  const?: unknown
  minimum?: number
  maximum?: number
  anyOf?: JsonSchema[]
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  required?: string[]
  [keyword: string]: unknown
}

/**
 * Makes JSON Schemas of zod's. What has an id stands once in `components`, under `#/components/schemas/`; `refer`
 * answers a reference to it, or the schema itself where it has none.
 */
export function jsonSchemas() {
  const components: Record<string, JsonSchema> = {}
  const refer = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
    // Inside another schema, so that the root's own id becomes a reference too.
    const made = z.toJSONSchema(z.object({ it: schema }), { io, target: 'draft-2020-12' })
    const { $defs = {}, properties } = published(made) as JsonSchema & { $defs?: Record<string, JsonSchema> }
    Object.assign(components, $defs)
    return properties?.it ?? {}
  }
  return { components, refer }
}

/** zod's JSON Schema in the form that is published: see each line. */
function published(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(published)
  if (typeof value !== 'object' || value === null) return value
  const schema = { ...value } as JsonSchema
  const [first, second] = schema.anyOf ?? []
  const spelled = second?.type === 'string' && (second.enum !== undefined || second.pattern !== undefined)
  // A value that is also taken as text is documented by its own type.
  if (spelled && (first?.type === 'boolean' || first?.type === 'number')) {
    delete schema.anyOf
    schema.type ??= first.type
  }
  // zod leaves out the default of what it transforms, so ours goes by another name until here.
  if (schema.standard !== undefined) schema.default = schema.standard
  delete schema.standard
  // A page of digits that says no more than the format does.
  if (schema.format === 'date-time') delete schema.pattern
  // A record's names are always text.
  delete schema.propertyNames
  schema.$ref &&= schema.$ref.replace('#/$defs/', '#/components/schemas/')
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, published(inner)]),
  )
}
