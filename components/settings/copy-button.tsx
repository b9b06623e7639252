'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'

interface CopyButtonProps {
  text: string
  label: string
  /** The label is seen too, and not only heard. */
  worded?: boolean
}

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, label, worded = false }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const back = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(back)
  }, [copied])
  const copy = async () => {
    try {
      // Missing where the page came over plain HTTP from another machine.
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      toast.error('The browser did not allow copying here. Select the text and copy it by hand.')
    }
  }
  return (
    <>
      <Button
        variant="outline"
        size={worded ? 'default' : 'icon'}
        onClick={copy}
        aria-label={worded ? undefined : label}
        title={worded ? undefined : label}
      >
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        {worded && label}
      </Button>
      <span role="status" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </>
  )
}
