import type { Account } from '@/lib/access/read-account'

/** How somebody can sign in, in words. */
export function signInWords({ hasPassword, providers }: Pick<Account, 'hasPassword' | 'providers'>): string {
  const ways = [hasPassword ? 'your password' : '', ...providers.map((host) => `your account at ${host}`)].filter(
    Boolean,
  )
  return ways.length > 0 ? ways.join(', or ') : 'nothing yet: choose a password below'
}
