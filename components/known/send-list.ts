export interface Kept {
  entries: number
  repeated: number
}

export type Sent = { ok: true; kept: Kept } | { ok: false; message: string; fields: Record<string, string[]> }

const unreachable = 'Docket could not be reached. Check the connection and try again; nothing was kept.'

/** Sends a list's form, and answers what became of it in a sentence; it never throws. */
export async function sendList(form: FormData, read: (body: unknown) => Kept): Promise<Sent> {
  try {
    const answer = await fetch('/api/known-media', { method: 'POST', body: form })
    const body: unknown = await answer.json()
    if (answer.ok) return { ok: true, kept: read(body) }
    const { message, errors } = (typeof body === 'object' && body !== null ? body : {}) as {
      message?: unknown
      errors?: Record<string, string[]>
    }
    return { ok: false, message: typeof message === 'string' ? message : unreachable, fields: errors ?? {} }
  } catch {
    return { ok: false, message: unreachable, fields: {} }
  }
}

/** How many entries were kept, as the server says it. */
export function readKept(body: unknown): Kept {
  const said = typeof body === 'object' && body !== null ? body : {}
  const count = (name: 'entries' | 'repeated') => {
    const value: unknown = name in said ? (said as Record<string, unknown>)[name] : 0
    return typeof value === 'number' ? value : 0
  }
  return { entries: count('entries'), repeated: count('repeated') }
}
