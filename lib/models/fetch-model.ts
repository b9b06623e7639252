import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { ModelProblem } from '@/lib/engine/model/model-problem'
import type { HubFile, ModelDefinition } from '@/lib/engine/model/models-file'
import { largestModelMegabytes } from '@/lib/engine/model/open-model'

const mostBytes = largestModelMegabytes * 1_000_000

/** A hub answers with the address of its storage, which may send on once or twice. */
const mostRedirects = 5

export interface FetchOptions {
  /** HF_ENDPOINT: the address of the hub. */
  endpoint: string
  /** Milliseconds without an answer or a byte. */
  silenceMs?: number
}

/**
 * Fetches the file of a model from its hub, unless it is there: written beside its place, and moved there only once its
 * SHA-256 is the declared one. Resolves to false where it was there already. Rejects with ModelProblem, a sentence.
 */
export async function fetchModel(
  { file, sha256, hub }: Pick<ModelDefinition, 'file' | 'sha256'> & { hub: HubFile },
  { endpoint, silenceMs = 60_000 }: FetchOptions,
): Promise<boolean> {
  if (await isThere(file, sha256)) return false
  const part = `${file}.${randomUUID()}.part`
  const silence = new AbortController()
  const patience = setTimeout(() => silence.abort(), silenceMs)
  try {
    await mkdir(path.dirname(file), { recursive: true }).catch(unwritable)
    const body = await ask(addressOf(hub, endpoint), hub, silence.signal)
    const found = await write(body, part, () => patience.refresh())
    if (found !== sha256) {
      throw new ModelProblem(
        `The hub’s file is not the one declared: SHA-256 is ${found}, not ${sha256}. It was not kept.`,
      )
    }
    await rename(part, file).catch(unwritable)
    return true
  } catch (error) {
    if (error instanceof ModelProblem) throw error
    throw new ModelProblem(
      `${hostOf(endpoint)} ${silence.signal.aborted ? 'fell silent' : 'cannot be reached, or broke off'}: ${reasonOf(error)}.`,
      {
        cause: error,
      },
    )
  } finally {
    clearTimeout(patience)
    await rm(part, { force: true })
  }
}

async function isThere(file: string, sha256: string): Promise<boolean> {
  const bytes = await readFile(file).catch(() => null)
  return bytes !== null && createHash('sha256').update(bytes).digest('hex') === sha256
}

/** Where hubs of this kind give out files: `/owner/name/resolve/revision/path`. */
function addressOf({ repository, revision, path: file }: HubFile, endpoint: string): URL {
  const parts = [...repository.split('/'), 'resolve', revision, ...file.split('/')]
  return new URL(`${endpoint.replace(/\/+$/, '')}/${parts.map(encodeURIComponent).join('/')}`)
}

/** The body of the file, through redirects. */
async function ask(first: URL, hub: HubFile, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
  let address = first
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const answer = await fetch(address, { redirect: 'manual', signal })
    const location = answer.headers.get('location')
    if (answer.status >= 300 && answer.status < 400 && location !== null) {
      await answer.body?.cancel()
      address = next(location, address)
      continue
    }
    if (answer.ok && answer.body) {
      const length = Number(answer.headers.get('content-length') ?? 0)
      if (length <= mostBytes) return answer.body
      await answer.body.cancel()
      throw tooLarge()
    }
    await answer.body?.cancel()
    throw new ModelProblem(refusal(answer.status, hub, first.host))
  }
  throw new ModelProblem(`${first.host} redirects more than ${mostRedirects} times.`)
}

function next(location: string, from: URL): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from.href) : null
  const isAllowed = to && (to.protocol === 'https:' || (to.protocol === 'http:' && from.protocol === 'http:'))
  if (!isAllowed) throw new ModelProblem(`${from.host} redirects to an address that is not HTTPS.`)
  return to
}

function refusal(status: number, { repository, revision, path: file }: HubFile, host: string): string {
  switch (status) {
    case 401:
    case 403:
      return (
        `${host} does not give ${repository} to everybody (${status}): it is private, its terms have to be accepted first, or there is ` +
        'none of that name. Download it yourself and name it with “file”.'
      )
    case 404:
      return `${host} has no file ${file} in ${repository} at revision ${revision} (404).`
    default:
      return `${host} answered ${status} instead of the file. Try again later.`
  }
}

/** Writes a body to a new file and gives its SHA-256 in hex. */
async function write(body: AsyncIterable<Uint8Array>, part: string, heard: () => void): Promise<string> {
  const handle = await open(part, 'wx').catch(unwritable)
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const chunk of body) {
      heard()
      bytes += chunk.length
      if (bytes > mostBytes) throw tooLarge()
      hash.update(chunk)
      await handle.writeFile(chunk).catch(unwritable)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return hash.digest('hex')
}

const tooLarge = () => new ModelProblem(`The hub’s file has more than ${largestModelMegabytes} MB, which is the most.`)

function unwritable(error: NodeJS.ErrnoException): never {
  throw new ModelProblem(`It cannot be written to the folder of the models file (${error.code ?? 'unknown'}).`)
}

const hostOf = (endpoint: string) => new URL(endpoint).host

/** What the network said, where it did: ECONNREFUSED, ENOTFOUND. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message
  return 'no reason given'
}
