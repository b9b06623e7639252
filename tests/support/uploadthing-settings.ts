import { env, readSettings } from '@/lib/env'

/** Points this process to a stand-in; `change` is what else is set. */
export function setUploadThing(settings: Record<string, string>, change: Partial<ReturnType<typeof env>> = {}): void {
  const { UPLOADTHING_TOKEN, UPLOADTHING_API_URL, UPLOADTHING_INGEST_URL, ...more } = readSettings({
    NODE_ENV: 'test',
    ...settings,
  })
  const { UPLOADTHING_UFS_HOST, UPLOADTHING_UFS_APP_ID_LOCATION } = more
  Object.assign(env(), {
    UPLOADTHING_TOKEN,
    UPLOADTHING_API_URL,
    UPLOADTHING_INGEST_URL,
    UPLOADTHING_UFS_HOST,
    UPLOADTHING_UFS_APP_ID_LOCATION,
    ...change,
  })
}
