import { cleanFilename } from '@/lib/media/clean-filename'

/** What a case is called that was handed in as an address: the last part of its path, or its host. */
export function titleOfUrl(url: string): string {
  const { pathname, hostname } = new URL(url)
  const last = pathname.split('/').filter(Boolean).at(-1) ?? ''
  try {
    return cleanFilename(decodeURIComponent(last)) || hostname
  } catch {
    return cleanFilename(last) || hostname
  }
}
