'use client'

import { Download, TriangleAlert } from 'lucide-react'
import { CopyButton } from '@/components/settings/copy-button'
import { Alert, AlertDescription } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { FocusHere } from './focus-here'
import { recoveryCodesFile } from './second-step-words'

interface RecoveryCodesProps {
  codes: string[]
  email: string
  onKept(): void
}

/** Recovery codes just made, this once: to be copied, saved or written down. */
export function RecoveryCodes({ codes, email, onKept }: RecoveryCodesProps) {
  return (
    <FocusHere label="Your recovery codes">
      <Alert variant="warning">
        <TriangleAlert aria-hidden />
        <AlertDescription>
          Keep these codes now: they are shown this once. Each lets you in once if you lose your authenticator app.
        </AlertDescription>
      </Alert>
      <ul
        aria-label="Recovery codes"
        className="grid gap-x-6 gap-y-1 rounded-md border bg-muted px-4 py-3 font-mono text-sm sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={codes.join('\n')} label="Copy the recovery codes" worded />
        <Button variant="outline" onClick={() => save(recoveryCodesFile(codes, { host: location.host, email }))}>
          <Download aria-hidden />
          Save as text
        </Button>
        <Button onClick={onKept}>I have kept them</Button>
      </div>
    </FocusHere>
  )
}

function save(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: 'docket-recovery-codes.txt' })
  link.click()
  // Some browsers read it only after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
