import { DocketError } from '@/lib/errors'
import type { MediaStore, StoreName } from '../store'

/**
 * Stands for a store whose settings are not there (any more), or are those of another one. Whatever is asked of it is refused with `says`, as DocketError
 * `unavailable`: a copy there is out of reach, not gone, so nothing may conclude that it does not exist.
 */
export function unavailableStore(name: StoreName, says: string): MediaStore {
  const refuse = async (): Promise<never> => {
    throw new DocketError('unavailable', says)
  }
  return {
    name,
    fingerprint: null,
    put: refuse,
    open: refuse,
    size: refuse,
    localPath: refuse,
    delete: refuse,
    list: () => ({ [Symbol.asyncIterator]: () => ({ next: refuse }) }),
  }
}
