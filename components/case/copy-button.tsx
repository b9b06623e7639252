'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'

/** Copies a text; `what` names it, as in "Copy SHA-256". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      toast.success(`${what} copied`)
      setTimeout(() => setCopied(false), 2000)
    } catch {
      // Outside https and localhost browsers keep the clipboard to themselves.
      toast.error(`This browser did not let ${what} be copied. Select the text and copy it yourself.`)
    }
  }
  return (
    <Button variant="ghost" size="icon-sm" aria-label={`Copy ${what}`} title={`Copy ${what}`} onClick={copy}>
      {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
    </Button>
  )
}
