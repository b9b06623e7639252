'use client'

import { LoaderCircle } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { KeyHint } from '@/components/keys/key-hint'
import { useKeys } from '@/components/keys/use-keys'
import { Refusal } from '@/components/shell/refusal'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import type { CaseRail } from '@/lib/cases/read-rail'
import type { CaseActions } from './case-actions'
import { mentionsIn } from './notes-mentions'
import { NamesList, useNames } from './notes-names'
import { useAction } from './use-action'

interface NotesFormProps {
  caseId: string
  colleagues: CaseRail['colleagues']
  /** What is written outlives the media: that is said beforehand. */
  zeroRetention: boolean
  write: CaseActions['note']
}

const unsent = new Map<string, string>()

/** Writes a note; `@` names a colleague, who is told. What was typed survives a refusal, and a look at another case. */
export function NotesForm({ caseId, colleagues, zeroRetention, write }: NotesFormProps) {
  const { pending, run } = useAction()
  const [body, setBody] = useState(() => unsent.get(caseId) ?? '')
  const [fault, setFault] = useState<string | undefined>()
  const [refusal, setRefusal] = useState<string | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const picked = useRef(new Set<string>())
  useKeys({ note: () => field.current?.focus() })
  const change = (text: string) => {
    setBody(text)
    if (text) unsent.set(caseId, text)
    else unsent.delete(caseId)
  }
  const names = useNames({ field, colleagues, change, onPick: (memberId) => picked.current.add(memberId) })
  useEffect(() => {
    if (fault) field.current?.focus()
  }, [fault])
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    setRefusal(null)
    setFault(body.trim() ? undefined : 'Write something.')
    if (!body.trim()) return
    run(
      () => write({ caseId, body, mentions: mentionsIn(body, colleagues, picked.current) }),
      () => {
        change('')
        picked.current.clear()
      },
      ({ message }) => setRefusal(message),
    )
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (names.onKeyDown(event)) return
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    submit()
  }
  return (
    <form noValidate onSubmit={submit} aria-label="Write a note" className="grid gap-2">
      <Field
        id="note"
        label={
          <>
            Note <KeyHint action="note" />
          </>
        }
        hint={noteHint(zeroRetention)}
        fault={fault}
      >
        <div className="relative">
          <Textarea
            ref={field}
            id="note"
            name="body"
            maxLength={5000}
            readOnly={pending}
            value={body}
            onChange={(event) => {
              change(event.target.value)
              names.look()
            }}
            onKeyDown={onKeyDown}
            onSelect={names.look}
            onBlur={names.close}
            className="min-h-16"
            {...names.attributes}
            {...describedBy('note', { hint: true, fault })}
          />
          <NamesList {...names.list} />
        </div>
      </Field>
      <Refusal message={refusal} />
      <div>
        <Button type="submit" variant="outline" size="sm" aria-disabled={pending}>
          {pending && <LoaderCircle aria-hidden className="animate-spin" />}
          {pending ? 'Writing' : 'Write the note'}
        </Button>
      </div>
    </form>
  )
}

function noteHint(zeroRetention: boolean): string {
  const names = 'For colleagues only. @ and a name tells somebody.'
  return zeroRetention ? `${names} It is deleted with the media.` : names
}
