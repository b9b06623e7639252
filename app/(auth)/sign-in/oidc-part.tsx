import { OidcButton } from '@/components/auth/oidc-button'
import { asksForAnother } from '@/lib/access/oidc-refusals'
import { oidcName } from '@/lib/access/oidc-settings'
import { signInByOidcAction } from './oidc/actions'

/** The way in by the provider, below the password's; nothing where none is set. `error`: why the last try failed. */
export function OidcPart({ next, error }: { next: string; error: string | null }) {
  const name = oidcName()
  if (!name) return null
  const again = error !== null && asksForAnother(error)
  return (
    <div className="mt-6 grid gap-4">
      <p className="flex items-center gap-3 text-[0.8125rem] text-muted-foreground before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
        or
      </p>
      <OidcButton
        label={`Sign in with ${name}`}
        busy={`Going to ${name}…`}
        begin={signInByOidcAction.bind(null, { next, again })}
      />
    </div>
  )
}
