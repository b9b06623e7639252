import type { UTApi } from 'uploadthing/server'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'

/** Whether UploadThing's settings are there. */
export function isUploadthingConfigured(): boolean {
  return env().UPLOADTHING_TOKEN !== undefined
}

/** Where the account's requests go, and what signs them. Throws when UPLOADTHING_TOKEN is not set. */
export function uploadthingAccount() {
  const { UPLOADTHING_TOKEN: token, UPLOADTHING_INGEST_URL: ingestUrl, ...settings } = env()
  if (!token) throw new Error('UPLOADTHING_TOKEN is not set')
  return {
    ...token,
    apiUrl: settings.UPLOADTHING_API_URL.replace(/\/+$/, ''),
    /** Given to the library whole, so that it asks the environment for nothing; it would log presigned URLs. */
    options: {
      token: token.raw,
      logLevel: 'None' as const,
      logFormat: 'json' as const,
      ...(ingestUrl !== undefined && { ingestUrl }),
    },
    /** Whether a presigned URL leads to where this account's files are sent. */
    isIngest(url: URL): boolean {
      if (ingestUrl !== undefined) return url.origin === new URL(ingestUrl).origin
      return url.protocol === 'https:' && url.hostname.endsWith(`.${token.ingestHost}`)
    },
  }
}

let held: { by: string; api: UTApi } | undefined

/** The library's client for UploadThing's API. Loaded at first use: it is large, and most installations keep to the disk. */
export async function uploadthingApi(): Promise<UTApi> {
  const { apiUrl, options } = uploadthingAccount()
  const { UPLOADTHING_UFS_HOST: ufsHost, UPLOADTHING_UFS_APP_ID_LOCATION: ufsAppIdLocation } = env()
  const whole = { ...options, apiUrl, ufsHost, ufsAppIdLocation, defaultKeyType: 'customId' as const }
  const by = JSON.stringify(whole)
  if (held?.by === by) return held.api
  const { UTApi } = await import('uploadthing/server')
  held = { by, api: new UTApi(whole) }
  return held.api
}

/** The refusal while UploadThing does not answer as it should. */
export function uploadthingUnavailable(cause?: unknown): DocketError {
  return new DocketError(
    'unavailable',
    'UploadThing, where this server keeps media, cannot be reached just now. Try again in a minute.',
    { retryAfterSeconds: 60, cause },
  )
}
