'use client'

import { type FormEvent, useState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { type Faults, useFaults } from '@/components/shell/use-faults'
import { Button } from '@/components/ui/button'
import { DialogClose, DialogFooter } from '@/components/ui/dialog'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { readKept, type Sent, sendList } from './send-list'

/** What a list is called, where it is from, and its file. Which rows cannot be read is told one by one. */
export function ListForm({ onKept }: { onKept(kept: { entries: number; repeated: number }): void }) {
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Extract<Sent, { ok: false }> | null>(null)
  const { ref, faults, passes } = useFaults(missingInList)
  const fault = (field: string) => faults[field] ?? refusal?.fields[field]?.[0]
  const rows = refusal?.fields.file ?? []

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pending || !passes(event)) return
    setPending(true)
    const sent = await sendList(new FormData(event.currentTarget), readKept)
    setPending(false)
    setRefusal(sent.ok ? null : sent)
    if (sent.ok) onKept(sent.kept)
  }

  return (
    <form ref={ref} noValidate onSubmit={submit} className="grid gap-4">
      <Refusal message={refusal?.message ?? null} />
      {rows.length > 0 && (
        <ul className="grid max-h-48 list-disc gap-1 overflow-y-auto pl-5 text-[0.8125rem] text-destructive">
          {rows.map((row) => (
            <li key={row}>{row}</li>
          ))}
        </ul>
      )}
      <Field id="list-name" label="Name" fault={fault('name')}>
        <Input
          id="list-name"
          name="name"
          required
          maxLength={100}
          autoComplete="off"
          {...describedBy('list-name', { fault: fault('name') })}
        />
      </Field>
      <Field id="list-source" label="Where it is from">
        <Input id="list-source" name="source" maxLength={500} autoComplete="off" />
      </Field>
      <Field id="list-licence" label="What it may be used for">
        <Input id="list-licence" name="licence" maxLength={500} autoComplete="off" />
      </Field>
      <Field
        id="list-otherwise"
        label="Entries that do not say what they are, are"
        hint="A match with a fake one may decide a verdict; an authentic one only where the file is the same byte for byte."
      >
        <NativeSelect
          id="list-otherwise"
          name="otherwise"
          defaultValue="noted"
          {...describedBy('list-otherwise', { hint: true })}
        >
          <option value="noted">noted: known, and no more</option>
          <option value="fake">fake: how is not said</option>
          <option value="synthetic">synthetic</option>
          <option value="manipulated">manipulated</option>
          <option value="authentic">authentic</option>
        </NativeSelect>
      </Field>
      <Field id="list-file" label="File" hint="At most 100,000 entries." fault={faults.file}>
        <Input
          id="list-file"
          name="file"
          type="file"
          required
          accept=".csv,.json,text/csv,application/json"
          {...describedBy('list-file', { hint: true, fault: faults.file })}
        />
      </Field>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" aria-disabled={pending}>
          {pending ? 'Bringing it…' : 'Bring it'}
        </Button>
      </DialogFooter>
    </form>
  )
}

/** What is missing before it is worth sending, by field. */
export function missingInList(form: FormData): Faults {
  const file = form.get('file')
  return {
    ...(String(form.get('name') ?? '').trim() === '' && { name: 'Give the list a name.' }),
    ...(!(file instanceof File && file.name !== '') && { file: 'Choose a file.' }),
  }
}
