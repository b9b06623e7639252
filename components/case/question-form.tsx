'use client'

import { LoaderCircle } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { askable } from '@/lib/detect/question-topics'
import { longestQuestion } from '@/lib/detect/request-bodies'
import type { CaseActions } from './case-actions'
import { useAction } from './use-action'

/** Where a question about the verdict is asked. What was typed survives a refusal. */
export function QuestionForm({ detectionId, ask }: { detectionId: string; ask: CaseActions['ask'] }) {
  const { pending, run } = useAction()
  const [query, setQuery] = useState('')
  const [fault, setFault] = useState<string>()
  const field = useRef<HTMLTextAreaElement>(null)
  const refuse = (message: string) => {
    setFault(message)
    field.current?.focus()
  }
  const send = () => {
    if (query.trim() === '') return refuse('Type a question first.')
    setFault(undefined)
    run(
      () => ask({ detectionId, query }),
      () => setQuery(''),
      ({ message }) => refuse(message),
    )
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    send()
  }
  return (
    <form noValidate onSubmit={onSubmit} className="grid gap-2">
      <Field
        id="question"
        label="Ask about this verdict"
        hint={`In English. Answered from the evidence alone: ${askable}.`}
        fault={fault}
      >
        <Textarea
          ref={field}
          id="question"
          className="min-h-14"
          maxLength={longestQuestion}
          readOnly={pending}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onKeyDown}
          {...describedBy('question', { hint: true, fault })}
        />
      </Field>
      <div>
        <Button type="submit" variant="secondary" size="sm" aria-disabled={pending}>
          {pending && <LoaderCircle aria-hidden className="animate-spin" />}
          {pending ? 'Asking' : 'Ask'}
        </Button>
      </div>
    </form>
  )
}
