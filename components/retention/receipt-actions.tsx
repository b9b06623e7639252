'use client'

import { Download, Printer } from 'lucide-react'
import { useEffect } from 'react'
import { GuardedDownload } from '@/components/shell/guarded-download'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'

interface ReceiptActionsProps {
  caseId: string
  number: number
  notePrint(input: { caseId: string }): Promise<ActionResult<unknown>>
}

/** Takes a receipt along: as a file, or on paper. Both are told to the trail, printing by the browser's own menu too. */
export function ReceiptActions({ caseId, number, notePrint }: ReceiptActionsProps) {
  useEffect(() => {
    const note = () => void notePrint({ caseId }).catch(() => {})
    window.addEventListener('beforeprint', note)
    return () => window.removeEventListener('beforeprint', note)
  }, [caseId, notePrint])
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      <Button variant="outline" onClick={() => window.print()}>
        <Printer aria-hidden /> Print
      </Button>
      <GuardedDownload action={`/api/cases/${number}/receipt`} permission="audit.export">
        <Button type="submit" variant="outline">
          <Download aria-hidden /> Download JSON
        </Button>
      </GuardedDownload>
    </div>
  )
}
