import { env } from '@/lib/env'

/** The absolute address at which a copy of media is served, to those who may see it. */
export function mediaAddress(mediaId: string): string {
  return `${env().PUBLIC_URL}/api/media/${mediaId}`
}
