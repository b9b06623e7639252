import { log } from '@/lib/log'
import type { OidcRefusal } from './oidc-refusals'

/** What kind of failure it was when the provider was asked, or its answer checked. `answered`: the address that its answer came by. */
export function reasonOf(error: unknown, answered?: URL): OidcRefusal {
  for (let one: unknown = error; one instanceof Error; one = causeOf(one)) {
    const { name, message, type } = one as Error & { type?: string }
    if (type === 'OAuthCallbackError') return wasDenied(answered) ? 'denied' : 'unreadable'
    if (type === 'InvalidCheck' || message.includes('"state"')) return 'expired'
    if (name === 'TimeoutError' || message === 'fetch failed' || /answered \d|unexpected HTTP status/.test(message))
      return 'unreachable'
  }
  return 'unreadable'
}

/** Says in the log why, in the provider's own word where it has one: never of whom. */
export function logOidcFailure(error: unknown): void {
  let root = error
  while (root instanceof Error && causeOf(root) instanceof Error) root = causeOf(root)
  log.warn({ err: root, answer: wordOf(root) }, 'a sign-in by OIDC failed')
}

/** next-auth keeps what was thrown beside other things. */
function causeOf({ cause }: Error): unknown {
  return cause instanceof Error || cause === undefined || cause === null ? cause : (cause as { err?: unknown }).err
}

/** next-auth drops the provider's word, which stands in the address. */
function wasDenied(answered: URL | undefined): boolean {
  return ['access_denied', 'interaction_required', 'login_required', 'consent_required'].includes(
    answered?.searchParams.get('error') ?? '',
  )
}

/** OAuth's word for it, such as `invalid_client`. */
function wordOf(error: unknown): string | undefined {
  const word = (error as { error?: unknown } | null)?.error
  return typeof word === 'string' ? word.slice(0, 60) : undefined
}
