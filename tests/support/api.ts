import { GET as getOne } from '@/app/api/v2/detect/[uuid]/route'
import { GET as getPage, POST as postDetect } from '@/app/api/v2/detect/route'
import type { Scope } from '@/lib/access/actor'
import { createApiKey } from '@/lib/access/create-api-key'
import { makeTeam, type TestTeam } from './people'

export const detectUrl = 'http://localhost:3000/api/v2/detect'

export interface Caller {
  team: TestTeam
  keyId: string
  key: string
  /** The headers that authenticate it. */
  auth: { authorization: string }
}

let made = 0

/** A key with these scopes, of a new team unless one is given. */
export async function makeCaller(scopes: Scope[] = ['read', 'submit'], team?: TestTeam): Promise<Caller> {
  const its = team ?? (await makeTeam())
  const { keyId, key } = await createApiKey(its.admin, { name: `key ${++made}`, scopes })
  return { team: its, keyId, key, auth: { authorization: `Bearer ${key}` } }
}

export interface Answer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape.
  body: any
}

async function read(response: Response): Promise<Answer> {
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** POST /detect with any request. */
export async function submit(request: Request): Promise<Answer> {
  return read(await postDetect(request, { params: Promise.resolve({}) }))
}

/** POST /detect with a JSON body. */
export function submitJson(caller: Caller, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return submit(
    new Request(detectUrl, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { ...caller.auth, 'content-type': 'application/json', ...headers },
    }),
  )
}

/** GET /detect/{uuid}. */
export async function readOne(caller: Caller, uuid: string, search = ''): Promise<Answer> {
  const request = new Request(`${detectUrl}/${uuid}${search}`, { headers: caller.auth })
  return read(await getOne(request, { params: Promise.resolve({ uuid }) }))
}

/** GET /detect. */
export async function readPage(caller: Caller, search: string): Promise<Answer> {
  return read(await getPage(new Request(detectUrl + search, { headers: caller.auth }), { params: Promise.resolve({}) }))
}
