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

interface QuestionFormProps {
  detectionId: string
  /** To ask with one press. */
  samples: string[]
  ask: CaseActions['ask']
}

/** Where a question about the verdict is asked. What was typed survives a refusal. */
export function QuestionForm({ detectionId, samples, ask }: QuestionFormProps) {
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
  const askSample = (sample: string) => {
    setFault(undefined)
    run(
      () => ask({ detectionId, query: sample }),
      undefined,
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
      {samples.length > 0 && (
        <fieldset className="flex flex-wrap gap-1.5">
          <legend className="mb-1 text-[0.8125rem] text-muted-foreground">Or ask at once:</legend>
          {samples.map((sample) => (
            <Button key={sample} variant="outline" size="sm" aria-disabled={pending} onClick={() => askSample(sample)}>
              {sample}
            </Button>
          ))}
        </fieldset>
      )}
    </form>
  )
}
