const prefix = 'docket-upload '

/**
 * Where unfinished uploads are, by file, so that they go on after a break, a pause or a reload. In sessionStorage: it ends
 * with the tab, and names of files should not outlive it on a desk that several people use.
 */
export const keptUploads = {
  find(fileId: string): string | null {
    return storage()?.getItem(prefix + fileId) ?? null
  },
  keep(fileId: string, url: string): void {
    try {
      storage()?.setItem(prefix + fileId, url)
    } catch {
      // Full or forbidden: then it begins anew after a reload, no more.
    }
  },
  forget(fileId: string): void {
    storage()?.removeItem(prefix + fileId)
  },
  /** They belong to the team they were begun for. */
  forgetAll(): void {
    const kept = storage()
    if (!kept) return
    const names = Array.from({ length: kept.length }, (_, at) => kept.key(at) ?? '')
    for (const name of names) if (name.startsWith(prefix)) kept.removeItem(name)
  },
}

function storage(): Storage | undefined {
  try {
    return globalThis.sessionStorage
  } catch {
    return undefined
  }
}
