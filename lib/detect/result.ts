import type { Analysis } from '@/lib/engine/analysis'

/** What is kept of a completed detection beside its evidence rows and media copies. */
export type DetectionResult = Omit<Analysis, 'evidence' | 'preview'>
