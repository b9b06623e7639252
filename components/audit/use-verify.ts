'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import type { TrailReport } from '@/lib/audit/trail-problem'

export type VerifyState =
  | { at: 'rest' }
  | { at: 'running'; done: number }
  | { at: 'done'; report: TrailReport }
  | { at: 'failed'; message: string }

const lost =
  'The connection broke off before the result came. It is written into the trail all the same: reload the page.'

/** Has the server verify the trail, and follows how far it has come. One at a time. */
export function useVerify(): { state: VerifyState; start(): void } {
  const [state, setState] = useState<VerifyState>({ at: 'rest' })
  const busy = useRef(false)
  const router = useRouter()
  const start = async () => {
    if (busy.current) return
    busy.current = true
    setState({ at: 'running', done: 0 })
    try {
      setState(await follow((done) => setState({ at: 'running', done })))
      // The result is an entry now, and the panel’s head tells of the last one.
      router.refresh()
    } catch {
      setState({ at: 'failed', message: lost })
    }
    busy.current = false
  }
  return { state, start: () => void start() }
}

async function follow(tell: (done: number) => void): Promise<VerifyState> {
  const answer = await fetch('/api/audit/verify', { method: 'POST' })
  if (!answer.ok || !answer.body) {
    const { message } = (await answer.json().catch(() => ({}))) as { message?: string }
    return { at: 'failed', message: message ?? 'The server did not answer. Try again.' }
  }
  for await (const line of linesOf(answer.body)) {
    const told = JSON.parse(line) as { done: number } | { result: TrailReport } | { failure: string }
    if ('result' in told) return { at: 'done', report: told.result }
    if ('failure' in told) return { at: 'failed', message: told.failure }
    tell(told.done)
  }
  return { at: 'failed', message: lost }
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    const lines = (rest + (value ?? '')).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
    if (done) return
  }
}
