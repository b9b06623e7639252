'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'

export const mostUrls = 50

/** Takes addresses, one a line. `onUrls` gets each once. */
export function UrlForm({ onUrls }: { onUrls(urls: string[]): void }) {
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string>()
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
    <form onSubmit={submit} className="grid gap-3">
      <Field
        id="urls"
        label="Addresses, one a line"
        hint="Of the media itself, not of a page that shows it. Docket fetches it from there; the site can see that."
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
      <div>
        <Button type="submit" variant="secondary">
          Hand in addresses
        </Button>
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
