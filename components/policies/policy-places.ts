/** Where the policies are. */
export const policiesHref = '/settings/policies'

interface Shown {
  version?: number | null
  /** Another version to compare it with. */
  against?: number | null
}

/** A policy's address: its latest version, or one of them, or what changed between two. */
export function policyHref(policyId: string, { version, against }: Shown = {}): string {
  const query = new URLSearchParams()
  if (version) query.set('version', String(version))
  if (against) query.set('against', String(against))
  const search = query.toString()
  return `${policiesHref}/${policyId}${search ? `?${search}` : ''}`
}

/** A version as the address spells it; null for anything that cannot be one. */
export function versionIn(given: string | string[] | undefined): number | null {
  return typeof given === 'string' && /^[1-9]\d{0,5}$/.test(given) ? Number(given) : null
}
