const here = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/i
const inside =
  /^(10(\.\d+){3}|192\.168(\.\d+){2}|172\.(1[6-9]|2\d|3[01])(\.\d+){2}|169\.254(\.\d+){2}|\[f[cde].*\]|[^.]+)$/i

/**
 * Whether a Detect API can be expected to reach an address of ours: a public one takes callbacks over https alone, and no
 * public one reaches this machine or its network. Where it cannot, it is asked instead.
 */
export function canCallBack(publicUrl: string, apiUrl: string): boolean {
  const ours = new URL(publicUrl)
  const theirs = new URL(apiUrl)
  if (here.test(theirs.hostname)) return true
  if (here.test(ours.hostname)) return false
  return inside.test(theirs.hostname) || (ours.protocol === 'https:' && !inside.test(ours.hostname))
}
