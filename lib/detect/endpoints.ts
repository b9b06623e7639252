import type { z } from 'zod'
import type { Scope } from '@/lib/access/actor'
import { type Permission, permissions } from '@/lib/access/permissions'
import { batchEndpoints } from './endpoints-batch'
import { detectEndpoints } from './endpoints-detect'
import { descriptionEndpoints, feedbackEndpoints, uploadEndpoints } from './endpoints-other'
import { intelligenceEndpoints, tracingEndpoints } from './endpoints-words'

/** A request to try a call with. */
export interface Example {
  /** What is special about it, where a call has several. */
  says?: string
  /** The path with real-looking values, and a query. */
  path: string
  headers?: string[]
  /** Form fields as curl takes them: `name=value`, `name=@file`. */
  form?: string[]
  json?: Record<string, unknown>
}

/** One call of the API: what reference, OpenAPI document and tests are made from. */
export interface Endpoint {
  /** Unique: the anchor and the operation's id. */
  id: string
  method: 'GET' | 'POST' | 'DELETE'
  /** As the contract writes it, under /api/v2. */
  path: string
  summary: string
  /** More, in whole sentences. */
  details?: string
  /** Null: no key is needed. */
  permission: Permission | null
  /** Request headers with a meaning of their own, and that meaning. */
  headers?: Record<string, string>
  query?: z.ZodObject
  /** By content type. */
  body?: Record<string, z.ZodObject>
  responses: Record<number, { says: string; schema: z.ZodType }>
  examples: Example[]
}

export interface EndpointGroup {
  id: string
  title: string
  says: string
  endpoints: Endpoint[]
}

/** Every endpoint Docket serves under /api/v2, in the order to read. */
export const endpointGroups: EndpointGroup[] = [
  {
    id: 'detections',
    title: 'Detections',
    says: 'Hand in media and read what was found. Whatever is handed in is a case in the team’s queue.',
    endpoints: detectEndpoints,
  },
  { id: 'batches', title: 'Batches', says: 'Many files in one request.', endpoints: batchEndpoints },
  {
    id: 'uploads',
    title: 'Secure uploads',
    says: 'Send a large file first, and name it by its token afterwards.',
    endpoints: uploadEndpoints,
  },
  {
    id: 'feedback',
    title: 'Feedback',
    says: 'Say whether a verdict was right. It changes no verdict; it is kept beside it.',
    endpoints: feedbackEndpoints,
  },
  {
    id: 'intelligence',
    title: 'Intelligence',
    says: 'Reports in words and answers to questions, made by rule from the evidence without a language model. Where a Detect API analyses the media, it is asked for the report too: its own is kept where it has one, and how it was made is not known here.',
    endpoints: intelligenceEndpoints,
  },
  {
    id: 'source-tracing',
    title: 'Audio source tracing',
    says: 'Which generator a recording found to be fake names in its own marks.',
    endpoints: tracingEndpoints,
  },
  {
    id: 'description',
    title: 'This description',
    says: 'The same reference for machines.',
    endpoints: descriptionEndpoints,
  },
]

export const endpoints: Endpoint[] = endpointGroups.flatMap((group) => group.endpoints)

/** The scope a key needs for a call; null where no key is needed. */
export function scopeOf({ permission }: Endpoint): Scope | null {
  if (permission === null) return null
  const rule: { says: string; scope?: Scope } = permissions[permission]
  return rule.scope ?? null
}
