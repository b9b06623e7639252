'use client'

import { KeyRound } from 'lucide-react'
import { useRef, useState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'

interface OidcButtonProps {
  /** What it says: "Sign in with Keycloak". */
  label: string
  /** What it says while the provider is asked. */
  busy: string
  begin(): Promise<ActionResult<{ url: string }>>
}

/** Leads to the provider; where that does not answer, the sentence stands here. */
export function OidcButton({ label, busy, begin }: OidcButtonProps) {
  // No transition: React would end it only with the act that waits for the answer.
  const [pending, setPending] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const [message, setMessage] = useState<string | null>(null)
  const going = useRef(false)

  const go = async () => {
    if (going.current) return
    going.current = true
    setPending(true)
    const result = await begin().catch(() => ({ ok: false as const, message: unreachable }))
    if (result.ok) {
      // The button stays busy while the browser leaves, and is itself again when it comes back to this page.
      setLeaving(true)
      window.addEventListener('pageshow', () => setLeaving(false), { once: true })
      window.location.assign(result.data.url)
    } else setMessage(result.message)
    going.current = false
    setPending(false)
  }

  return (
    <div className="grid gap-4">
      <Refusal message={message} />
      <Button type="button" variant="outline" className="w-full" disabled={pending || leaving} onClick={go}>
        <KeyRound aria-hidden />
        {pending || leaving ? busy : label}
      </Button>
    </div>
  )
}

const unreachable = 'Docket could not be reached. Check the connection and try again.'
