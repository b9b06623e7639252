'use client'

import { OidcButton } from '@/components/auth/oidc-button'
import type { ActionResult } from '@/lib/http/server-action'

export type ConfirmBy = (returnTo: string) => Promise<ActionResult<{ url: string }>>

interface ProviderLinkProps {
  /** What the identity provider is called. */
  provider: string
  confirmBy: ConfirmBy
}

/** Leads through the identity provider, which asks who one is, and back to this page. */
export function ProviderLink({ provider, confirmBy }: ProviderLinkProps) {
  return (
    <div className="grid gap-2">
      <OidcButton
        label={`Confirm with ${provider}`}
        busy={`Going to ${provider}…`}
        begin={() => confirmBy(window.location.pathname + window.location.search)}
      />
      <p className="text-[0.8125rem] text-pretty text-muted-foreground">
        It leads away and back to this page. What you typed here is not kept; do it again then, and nothing is asked.
      </p>
    </div>
  )
}
