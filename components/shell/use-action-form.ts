'use client'

import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { ActionResult } from '@/lib/http/server-action'
import { turnedBack } from './prove-then'
import { useStepUp } from './step-up-context'

/**
 * A form that calls a server action: keeps what was typed, one submit at a time, and after a refusal puts the focus on the
 * first wrong field or on the sentence. Spread `form` on the form; `fault(field)` is the field's sentence.
 */
export function useActionForm<T>(
  send: (form: FormData) => Promise<ActionResult<T>>,
  done: (data: T, form: FormData) => void,
) {
  const provedThen = useStepUp()
  // No transition: React ends none while another waits, and the form that confirms who one is answers while its act waits.
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Extract<ActionResult<T>, { ok: false }> | null>(null)
  const element = useRef<HTMLFormElement>(null)
  const busy = useRef(false)

  const submit = async (form: FormData) => {
    if (busy.current) return
    busy.current = true
    setPending(true)
    const result = await provedThen(() => send(form)).catch(
      (): ActionResult<T> => ({ ok: false, message: unreachable }),
    )
    busy.current = false
    setPending(false)
    setRefusal(result.ok || turnedBack(result) ? null : result)
    if (result.ok) done(result.data, form)
  }

  useEffect(() => {
    if (!refusal) return
    const wrong = element.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-refusal]')
    wrong?.focus()
  }, [refusal])

  return {
    pending,
    /** The sentence for the whole form; null when the fields say it all or nothing is wrong. */
    message: refusal && !refusal.fields ? refusal.message : null,
    fault: (field: string) => (refusal ? faultOf(refusal, field) : undefined),
    form: {
      ref: element,
      // What is wrong is said at its field, in the page's words; browsers say it in a bubble that goes.
      noValidate: true,
      // Both: `action` is what React runs for a submit that came before the page was alive.
      action: submit,
      onSubmit: (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        submit(new FormData(event.currentTarget))
      },
    },
  }
}

const unreachable = 'Docket could not be reached. Check the connection and try again; nothing was changed.'

interface Refused {
  message: string
  fields?: Record<string, string[]>
}

/** The field's sentence: the whole refusal's where it is about this field alone, else the fragment made one. */
function faultOf({ message, fields = {} }: Refused, field: string): string | undefined {
  const [fragment] = fields[field] ?? []
  if (fragment === undefined) return undefined
  const whole = Object.keys(fields).length === 1 && message.endsWith('.')
  return whole ? message : `${fragment.charAt(0).toUpperCase()}${fragment.slice(1)}.`
}
