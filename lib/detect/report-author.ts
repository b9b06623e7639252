interface Run {
  detector: 'builtin' | 'remote'
  completedAt: Date | null
}

interface Report {
  status: 'processing' | 'completed' | 'failed'
  updatedAt: Date
}

/**
 * Whether a report holds the words of the Detect API that ran the detection; else it was written here, by rule from the evidence.
 * The API's own is kept in the very transaction that ends the run (keep-report.ts) and bears its instant; ours is written by a
 * job that begins after that.
 */
export function isDetectorsReport({ detector, completedAt }: Run, { status, updatedAt }: Report): boolean {
  return detector === 'remote' && status === 'completed' && completedAt?.getTime() === updatedAt.getTime()
}
