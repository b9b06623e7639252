import type { BatchItem } from './item-answers'

interface Batch {
  id: string
  totalFiles: number
  createdAt: Date
}

/** A file of a batch, as its detection stands. */
export interface BatchFile {
  detectionId: string
  status: 'processing' | 'completed' | 'failed'
  /** Deleted over the API: it is not named any more, but it counts as what it was. */
  deleted: boolean
}

/** A batch as the contract's record (detect-api.md, section 4); `files` in the order they were handed in. */
export function batchItem({ id, totalFiles, createdAt }: Batch, files: readonly BatchFile[]): BatchItem {
  const completed = files.filter(({ status }) => status === 'completed').length
  const failed = files.filter(({ status }) => status === 'failed').length
  return {
    uuid: bare(id),
    status: batchStatus(totalFiles, completed, failed),
    total_files: totalFiles,
    completed_count: completed,
    failed_count: failed,
    created_at: createdAt.toISOString(),
    detect_uuids: files.filter(({ deleted }) => !deleted).map(({ detectionId }) => bare(detectionId)),
  }
}

/** What became of a batch: it is being processed until the last of its files has ended. */
function batchStatus(total: number, completed: number, failed: number): BatchItem['status'] {
  if (completed + failed < total) return 'processing'
  if (failed === 0) return 'completed'
  return completed === 0 ? 'failed' : 'partially_failed'
}

function bare(uuid: string): string {
  return uuid.replaceAll('-', '')
}
