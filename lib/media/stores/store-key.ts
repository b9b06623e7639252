const pattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[0-9a-f]{2}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether a key is one of ours (`newStoreKey`): team, two characters, file; ids alone, so never a path of another's. */
export function isStoreKey(key: string): boolean {
  return pattern.test(key)
}

/** The key itself; throws when it is none of ours. */
export function requireStoreKey(key: string, store: string): string {
  if (!isStoreKey(key)) throw new Error(`not a key of the ${store} store`)
  return key
}
