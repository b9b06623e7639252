'use client'

import { FileSpreadsheet } from 'lucide-react'
import { type ChangeEvent, type FormEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { addressesIn } from './addresses-in'

export const mostUrls = 50

/** Bytes; far more than so many addresses need. */
const largestTable = 1024 ** 2

/** Takes addresses, one a line, or those in a CSV, which can be looked over first. `onUrls` gets each once. */
export function UrlForm({ onUrls }: { onUrls(urls: string[]): void }) {
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string>()
  const table = useRef<HTMLInputElement>(null)
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    // So that the same file can be chosen once more.
    target.value = ''
    if (!file) return
    if (file.size > largestTable) return setFault(`“${file.name}” is larger than 1 MB. Split it.`)
    const found = addressesIn(await file.text())
    if (found.length === 0) return setFault(`“${file.name}” holds no address that begins with https://.`)
    setFault(undefined)
    setText((before) => [...linesOf(before), ...found].join('\n'))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const urls = linesOf(text)
    if (urls.length === 0) return setFault('Paste at least one address, beginning with https://.')
    if (urls.length > mostUrls) return setFault(`These are ${urls.length} addresses; at most ${mostUrls} go at once.`)
    setFault(undefined)
    setText('')
    onUrls(urls)
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
          onChange={(event) => void read(event)}
        />
      </div>
    </form>
  )
}

/** Non-empty lines, each once. */
function linesOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ]
}
