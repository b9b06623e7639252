'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toast } from 'sonner'
import { Refusal } from '@/components/shell/refusal'
import { useUnsaved } from '@/components/shell/unsaved'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import type { ActionResult } from '@/lib/http/server-action'
import type { PolicyRules } from '@/lib/policies/policy-rules'
import { type ActionRow, actionsOf, rowsOf } from './action-row'
import { ActionRows } from './action-rows'
import { policiesHref, policyHref } from './policy-places'
import { RuleFields, ruleFaults, rulesIn } from './rule-fields'

export interface PolicyDraft {
  policyId: string | null
  name: string
  words: string
  rules: PolicyRules
  basedOn: number | null
}

export type PublishPolicy = (input: PolicyDraft) => Promise<ActionResult<{ policyId: string; version: number }>>

/** Writes a policy or its next version. Nothing is in force until it is published. */
export function PolicyForm({ draft, publish }: { draft: PolicyDraft; publish: PublishPolicy }) {
  const router = useRouter()
  const [rows, setRows] = useState<ActionRow[]>(() => rowsOf(draft.rules.actions))
  const [changed, setChanged] = useState(false)
  useUnsaved(changed)
  const { policyId, basedOn } = draft
  const { form, pending, message, fault } = useActionForm(
    async (data) => {
      const fields = ruleFaults(rulesIn(data))
      if (fields) return { ok: false, message: '', fields }
      return publish({
        ...{ policyId, basedOn, name: String(data.get('name') ?? ''), words: String(data.get('words') ?? '') },
        rules: { ...rulesIn(data), actions: actionsOf(rows) },
      })
    },
    (made, data) => {
      setChanged(false)
      toast.success(
        `“${String(data.get('name')).trim()}”, version ${made.version}, is published.`,
        policyId ? undefined : { description: 'Say here whether the whole team judges by it, or give it to a queue.' },
      )
      router.push(policyHref(made.policyId) as Route)
    },
  )
  const ruleFault = fault('rules')
  return (
    <form {...form} onChange={() => setChanged(true)} className="grid gap-8 rounded-lg border bg-card p-5 shadow-xs">
      <Refusal message={message} />
      <Field id="policy-name" label="Name" fault={fault('name')} className="max-w-md">
        <Input
          id="policy-name"
          name="name"
          required
          maxLength={80}
          autoComplete="off"
          defaultValue={draft.name}
          {...describedBy('policy-name', { fault: fault('name') })}
        />
      </Field>
      <Field
        id="policy-words"
        label="Words"
        hint="What people judge by, shown beside every case. Blank lines part paragraphs; lines that begin with a dash are a list."
        fault={fault('words')}
      >
        <Textarea
          id="policy-words"
          name="words"
          required
          maxLength={20_000}
          defaultValue={draft.words}
          className="min-h-60 max-w-prose leading-6"
          {...describedBy('policy-words', { hint: true, fault: fault('words') })}
        />
      </Field>
      <Refusal message={ruleFault ?? null} />
      <ActionRows
        rows={rows}
        onChange={(wanted) => {
          setRows(wanted)
          setChanged(true)
        }}
      />
      <RuleFields rules={draft.rules} fault={fault} />
      <div className="flex flex-wrap items-center gap-2 border-t pt-5">
        <Button type="submit" aria-disabled={pending}>
          {pending ? 'Publishing…' : policyId ? `Publish version ${(basedOn ?? 0) + 1}` : 'Publish the policy'}
        </Button>
        <Button asChild variant="outline">
          <Link href={(policyId ? policyHref(policyId) : policiesHref) as Route}>Cancel</Link>
        </Button>
        <p className="text-[0.8125rem] text-muted-foreground">
          {policyId
            ? 'In force at once. Decisions made under an earlier version keep it.'
            : 'No case is judged by it yet: afterwards, put it in force for the whole team or a queue.'}
        </p>
      </div>
    </form>
  )
}
