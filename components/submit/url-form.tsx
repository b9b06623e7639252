'use client'

import { FileSpreadsheet } from 'lucide-react'
import { type ChangeEvent, type FormEvent, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import type { Addresses } from './use-addresses'

interface UrlFormProps {
  addresses: Addresses
  /** Gets each once; false: it could not take them. */
  onUrls(urls: string[]): boolean
}

/** Takes addresses, one a line, or those in a CSV, which can be looked over first. */
export function UrlForm({ addresses, onUrls }: UrlFormProps) {
  const { text, fault, note, setText, read, send } = addresses
  const table = useRef<HTMLInputElement>(null)
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    if (file) void read([file])
    // So that the same file can be chosen once more.
    target.value = ''
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(onUrls)
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-3">
      <Field
        id="urls"
        label="Addresses, one a line"
        hint="The address of the file itself, not of a page that shows it. Docket fetches it from there; the site can see that."
        fault={fault}
      >
        <Textarea
          id="urls"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder="https://example.org/recording.mp3"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          className="max-h-64 font-mono text-[0.8125rem]"
          {...describedBy('urls', { hint: true, fault })}
        />
      </Field>
      <p role="status" className="text-[0.8125rem] [overflow-wrap:anywhere] text-muted-foreground empty:hidden">
        {note}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="secondary">
          Hand in addresses
        </Button>
        <Button variant="ghost" onClick={() => table.current?.click()}>
          <FileSpreadsheet aria-hidden /> Read them from a CSV
        </Button>
        <input
          ref={table}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          hidden
          aria-label="CSV with addresses"
          onChange={choose}
        />
      </div>
    </form>
  )
}
