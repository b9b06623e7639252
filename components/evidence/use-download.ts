'use client'

import { useState } from 'react'
import { turnedBack } from '@/components/shell/prove-then'
import { useStepUp } from '@/components/shell/step-up-context'
import type { ActionResult } from '@/lib/http/server-action'

const unreachable = 'Docket could not be reached, or the download broke off. Check your connection and try again.'

/**
 * Fetches a file that the server makes and writes down as handed out, and gives it to the browser to save. `message` is the
 * server's sentence where it refuses. Where it wants to know first who it is, that is asked.
 */
export function useDownload() {
  const provedThen = useStepUp()
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState<string | null>(null)
  const download = async (url: string, fields: Record<string, string>): Promise<boolean> => {
    setBusy(true)
    setMessage(null)
    const result = await provedThen(() => fetchFile(url, fields)).catch(
      (): ActionResult<null> => ({ ok: false, message: unreachable }),
    )
    setBusy(false)
    setMessage(result.ok || turnedBack(result) ? null : result.message)
    return result.ok
  }
  return { busy, message, download, forget: () => setMessage(null) }
}

/** Done once the file is with the browser; otherwise why not. */
async function fetchFile(url: string, fields: Record<string, string>): Promise<ActionResult<null>> {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields), cache: 'no-store' })
  if (!answer.ok) {
    const body = (await answer.json().catch(() => null)) as { message?: unknown; proof?: unknown } | null
    const message = typeof body?.message === 'string' ? body.message : unreachable
    return { ok: false, message, ...(body?.proof === true && { proof: true }) }
  }
  save(await answer.blob(), nameOf(answer.headers.get('content-disposition')))
  return { ok: true, data: null }
}

function nameOf(disposition: string | null): string {
  return /filename="([^"]+)"/.exec(disposition ?? '')?.[1] ?? 'docket'
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Some browsers begin to read it a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
