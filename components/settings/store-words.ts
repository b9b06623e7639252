import type { StoreName } from '@/lib/media/store'
import type { StorePlace } from '@/lib/stores/read-stores'
import type { StoreTestStep } from '@/lib/stores/store-test'

/** How each media store is called. */
export const storeTitles: Record<StoreName, string> = {
  disk: 'This server’s disk',
  s3: 'An S3 bucket',
  uploadthing: 'UploadThing',
}

/** Which environment variables say where each store is; the values are nobody's to read here. */
export const storeSettings: Record<StoreName, { name: string; says: string }[]> = {
  disk: [{ name: 'DATA_DIR', says: 'The folder; media lies in “media” below it.' }],
  s3: [
    { name: 'S3_ENDPOINT', says: 'The server, where it is not Amazon’s.' },
    { name: 'S3_BUCKET', says: 'The bucket.' },
    { name: 'S3_REGION', says: 'Its region.' },
    { name: 'S3_ACCESS_KEY_ID', says: 'The key that Docket uses there, with S3_SECRET_ACCESS_KEY.' },
  ],
  uploadthing: [{ name: 'UPLOADTHING_TOKEN', says: 'The token, which names the app.' }],
}

/** What keeps copies from being opened, and the way out; null: nothing does. */
export function strandedWords({ store, state }: Pick<StorePlace, 'store' | 'state'>): string | null {
  if (state === 'ready') return null
  if (store === 's3') {
    return state === 'moved'
      ? 'Docket uses another bucket now, so these cannot be opened or deleted. Set S3_ENDPOINT and S3_BUCKET back.'
      : 'The settings of S3 are gone, so these cannot be opened or deleted. Set S3_BUCKET and its key again.'
  }
  return state === 'moved'
    ? 'Docket uses another app now, so these cannot be opened or deleted. Set UPLOADTHING_TOKEN back.'
    : 'The token is gone, so these cannot be opened or deleted. Set UPLOADTHING_TOKEN again.'
}

/** How each step of a test is called when it went well, and when it did not. */
export const stepNames: Record<StoreTestStep, { done: string; failed: string }> = {
  written: { done: 'Written', failed: 'Not written' },
  read: { done: 'Read back the same', failed: 'Not read back' },
  deleted: { done: 'Deleted', failed: 'Not deleted' },
  gone: { done: 'Looked for and gone', failed: 'Still there' },
}

/** What a test found, in a sentence. */
export function testedWords(store: StoreName, ok: boolean): string {
  return ok
    ? `${storeTitles[store]} works: a file was written, read back, deleted and found to be gone.`
    : `${storeTitles[store]} does not work as it should.`
}

/** The same from the facts of an event; null where nobody wrote them so. */
export function storeEventWords({ store, ok }: Record<string, unknown>): string | null {
  return Object.hasOwn(storeTitles, String(store)) && typeof ok === 'boolean'
    ? testedWords(store as StoreName, ok)
    : null
}

/** "3 files, 4.1 MB". */
export function heldWords(files: number, size: string): string {
  return files === 0
    ? 'Nothing of this team'
    : `${files.toLocaleString('en')} ${files === 1 ? 'file' : 'files'}, ${size}`
}
